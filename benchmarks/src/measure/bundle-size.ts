import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";

/** The size of a program in one file, in bytes. */
export interface BundleSize {
  readonly minified: number;
  readonly gzip: number;
}

const entry = "\0program";

/**
 * Bundles and minifies a program with all that it imports, Node.js's own modules left out.
 *
 * @param source - the program, in JavaScript; it imports files by their absolute paths
 */
export async function measureBundle(source: string): Promise<BundleSize> {
  const bundle = await rolldown({
    input: entry,
    platform: "node",
    logLevel: "silent",
    plugins: [
      {
        name: "program",
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? source : null),
      },
    ],
  });
  const { output } = await bundle.generate({ format: "esm", minify: true, codeSplitting: false });
  await bundle.close();
  const code = output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("");
  return { minified: Buffer.byteLength(code), gzip: gzipSync(code).length };
}
