import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";
import { runProbe } from "./program-process.ts";

/** The size of a program in one file, in bytes. */
export interface BundleSize {
  readonly minified: number;
  readonly gzip: number;
}

const entry = "\0program";

/**
 * Measures how long a fresh process takes to import modules, without `node:http`, in milliseconds.
 *
 * @param modules - specifiers, resolved from this package
 */
export async function measureImport(modules: readonly string[]): Promise<number> {
  return Number(await runProbe("import-probe.ts", modules));
}

/**
 * Measures the size of a program that is bundled with all its imports except Node.js's modules, and minified.
 *
 * @param source - JavaScript that imports files by their absolute paths, or packages of the benchmarks
 * @param platform - the conditions of packages' exports
 */
export async function measureBundle(
  source: string,
  platform: "node" | "browser" = "node",
): Promise<BundleSize> {
  const bundle = await rolldown({
    input: entry,
    platform,
    external: /^node:/,
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
