import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../process/run.ts";
import { readPublishedPackages } from "./published-packages.ts";

/** A packed package. */
export interface Tarball {
  readonly name: string;
  readonly version: string;
  /** Its absolute path. */
  readonly path: string;
  /** As registries write it: `sha512-` and the digest in base64. */
  readonly integrity: string;
}

/**
 * Packs every published package of a repository as it was built.
 *
 * @param repository - its root
 * @param destination - the folder to put the tarballs in
 */
export async function packAll(repository: string, destination: string): Promise<Tarball[]> {
  await mkdir(destination, { recursive: true });
  const tarballs: Tarball[] = [];
  for (const { folder } of readPublishedPackages(repository)) {
    tarballs.push(await packOne(join(repository, folder), destination));
  }
  return tarballs;
}

/**
 * Packs a package as it was built.
 *
 * @param directory - its absolute path
 * @param destination - the folder to put the tarball in
 */
export async function packOne(directory: string, destination: string): Promise<Tarball> {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", destination];
  const [{ name, version, filename }] = JSON.parse(await run("npm", args, { cwd: directory }));
  const path = join(destination, filename);
  const digest = createHash("sha512")
    .update(await readFile(path))
    .digest("base64");
  return { name, version, path, integrity: `sha512-${digest}` };
}
