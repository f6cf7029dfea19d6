import { cp, mkdir, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { cachedFolder } from "../programs/cache.ts";
import { type Layer, readLayer, writeLayer } from "./oci-archive.ts";

/** Where the image of Node.js has its program. */
const nodePath = "usr/local/bin/node";

/**
 * Builds a layer with the Node.js that runs this process, the shared libraries that it needs, and a folder for temporary files,
 * unless the cache has it.
 */
export async function buildNodeLayer(): Promise<Layer> {
  const { size, mtimeMs } = await stat(process.execPath);
  const sources = [process.version, String(size), String(mtimeMs)];
  const folder = await cachedFolder("node-layer", sources, async (target) => {
    const root = join(target, "root");
    await mkdir(dirname(join(root, nodePath)), { recursive: true });
    await cp(process.execPath, join(root, nodePath));
    const libraries = (await readOutput("ldd", [process.execPath])).match(/\/\S+/g) ?? [];
    for (const library of libraries) {
      await cp(library, join(root, library), { dereference: true });
    }
    await mkdir(join(root, "tmp"), { mode: 0o777 });
    await mkdir(join(root, "etc"));
    await writeFile(join(root, "etc/passwd"), "root:x:0:0::/tmp:/bin/false\n");
    await writeLayer(root, join(target, "node.layer"));
    await rm(root, { recursive: true });
  });
  return readLayer(join(folder, "node.layer"));
}
