import { join } from "node:path";
import { root } from "@eks-auth/codegen/root";
import { rolldown } from "rolldown";
import { dts } from "rolldown-plugin-dts";
import ts from "typescript";

/**
 * Rolls the declarations of an entry point up into one text, as its users see them, without documentation. What
 * other packages declare stays an import.
 *
 * @param declarations - the path of its declaration file, from the root
 */
export async function reportApi(declarations: string): Promise<string> {
  const bundle = await rolldown({
    input: join(root, declarations),
    external: /^[^./\0]/,
    logLevel: "silent",
    plugins: [dts({ dtsInput: true, tsconfig: false })],
  });
  const { output } = await bundle.generate({ format: "esm", codeSplitting: false });
  await bundle.close();
  const code = output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("");
  const source = ts.createSourceFile("api.d.ts", code, ts.ScriptTarget.Latest, true);
  return splitExports(ts.createPrinter({ removeComments: true }).printFile(source));
}

/** Gives each export a line of its own, so that a change shows which. */
function splitExports(text: string): string {
  return text.replaceAll(
    /^((?:import|export) \{) (.*) (\}.*)$/gm,
    (_, start: string, names: string, end: string) =>
      `${start}\n${names
        .split(", ")
        .map((name) => `    ${name},\n`)
        .join("")}${end}`,
  );
}
