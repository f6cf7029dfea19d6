import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root } from "@eks-auth/codegen/root";
import { rolldown } from "rolldown";

/** The size of an entry point with all that it imports, in bytes. */
export interface BundleSize {
  readonly minified: number;
  readonly gzip: number;
}

/**
 * Bundles and minifies an entry point with all of its dependencies, as a bundler of its users would where they used
 * all of it. The platform's own modules are left out.
 *
 * @param file - its path from the root
 */
export async function measureSize(file: string, platform: "node" | "browser"): Promise<BundleSize> {
  const bundle = await rolldown({
    input: join(root, file),
    platform,
    external: /^node:/,
    logLevel: "silent",
  });
  const { output } = await bundle.generate({ format: "esm", minify: true, codeSplitting: false });
  await bundle.close();
  const code = output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("");
  return { minified: Buffer.byteLength(code), gzip: gzipSync(code).length };
}
