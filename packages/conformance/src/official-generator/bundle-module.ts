import { rolldown } from "rolldown";

/**
 * Bundles the generated sources, which import one another without extensions and so run nowhere as they are. The
 * packages that they call stay packages.
 *
 * @param entry - the path of the generated `index.ts`
 * @param file - the path of the module to write
 */
export async function bundleModule(entry: string, file: string): Promise<void> {
  const bundle = await rolldown({
    input: entry,
    platform: "node",
    tsconfig: false,
    external: /^[^./]/,
    logLevel: "silent",
  });
  try {
    await bundle.write({ file, format: "esm" });
  } finally {
    await bundle.close();
  }
}
