import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packAll, type Tarball } from "../published/pack.ts";
import { Clone } from "../rehearsal/clone.ts";

/** A package, packed from two builds. */
export interface TwoTarballs {
  readonly name: string;
  /** The digests, as registries write them. */
  readonly integrities: readonly [string, string];
  readonly isSame: boolean;
}

/**
 * Builds one commit in two folders of different names and depths, and packs both.
 *
 * @param withUncommitted - whether what is not committed is part of it
 * @param show - is told what happens
 */
export async function buildTwice(
  withUncommitted: boolean,
  show: (step: string) => void,
): Promise<TwoTarballs[]> {
  const folder = await mkdtemp(join(tmpdir(), "eks-auth-reproducible-"));
  try {
    const first = await buildOnce(folder, "first", withUncommitted, show);
    const second = await buildOnce(folder, "a/deeper/second", withUncommitted, show);
    return first.map(({ name, integrity }) => {
      const other = second.find((tarball) => tarball.name === name)?.integrity ?? "none";
      return { name, integrities: [integrity, other], isSame: integrity === other };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function buildOnce(
  folder: string,
  name: string,
  withUncommitted: boolean,
  show: (step: string) => void,
): Promise<Tarball[]> {
  show(`${name}: clone and npm ci`);
  const clone = await Clone.make(join(folder, name), withUncommitted);
  await clone.run("npm", ["ci"]);
  show(`${name}: build`);
  // What another build left in a cache would prove nothing.
  await clone.run("npm", ["run", "build", "--", "--force"]);
  show(`${name}: pack`);
  return packAll(clone.directory, join(folder, `${name}-tarballs`));
}
