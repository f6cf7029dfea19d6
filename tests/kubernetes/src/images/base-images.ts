import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { cachedFolder } from "../programs/cache.ts";
import { buildGoProgram, type GoProgramName } from "../programs/go-program.ts";
import { type Image, writeLayer, writeOciArchive } from "./oci-archive.ts";

/** The image of a static program. */
export const imageOf = (name: string): string => `eks-auth.local/${name}:test`;

const programs: readonly GoProgramName[] = ["pause", "probe", "coredns"];

/**
 * Builds the images that every node has, unless the cache has them: of the pods' first process, the DNS server, and a small
 * client and server. Each has one static program.
 *
 * @returns the archive
 */
export async function buildBaseImages(): Promise<string> {
  const files = await Promise.all(programs.map((name) => buildGoProgram(name)));
  // The path of a program has the digest of its sources.
  const folder = await cachedFolder("base-images", files, async (target) => {
    await using work = await makeTempFolder("eks-auth-images");
    const images: Image[] = [];
    for (const [index, name] of programs.entries()) {
      const program = work.resolve(name, "bin", name);
      await mkdir(dirname(program), { recursive: true });
      await copyFile(files[index] ?? "", program);
      const layer = await writeLayer(work.resolve(name), work.resolve(`${name}.layer`));
      images.push({ name: imageOf(name), layers: [layer], config: { Entrypoint: [`/bin/${name}`] } });
    }
    await writeOciArchive(join(target, "images.tar"), images);
  });
  return join(folder, "images.tar");
}
