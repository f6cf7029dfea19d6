import { rolldown } from "rolldown";

/**
 * Bundles a program for an engine without modules of Node's.
 *
 * @param program - its absolute path
 * @param format - a script of a page, or the module of a Worker
 * @param conditions - what the engine is called in the `exports` of packages
 */
export async function bundleProgram(
  program: string,
  format: "iife" | "esm",
  conditions: readonly string[] = [],
): Promise<string> {
  const bundle = await rolldown({
    input: program,
    platform: "browser",
    logLevel: "silent",
    resolve: { conditionNames: [...conditions, "browser", "import", "default"] },
  });
  const { output } = await bundle.generate({ format, codeSplitting: false });
  await bundle.close();
  return output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("");
}
