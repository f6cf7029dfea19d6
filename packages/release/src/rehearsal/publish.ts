import { join } from "node:path";
import { CommandError } from "@eks-auth/codegen/terminal";
import { packAll } from "../published/pack.ts";
import { readPublishedPackages } from "../published/published-packages.ts";
import type { LocalRegistry } from "../registry/local-registry.ts";
import type { Clone } from "./clone.ts";

/**
 * Makes sure that nobody publishes without a login.
 *
 * @returns what npm says, for the report
 * @throws CommandError where it is possible, or something else stops it
 */
export async function requireLogin(clone: Clone, registry: LocalRegistry): Promise<string> {
  const [first] = readPublishedPackages(clone.directory);
  const args = ["publish", join(clone.directory, first?.folder ?? ""), "--ignore-scripts"];
  try {
    await clone.run("npm", args, registry.environment);
  } catch (error) {
    const refusal =
      error instanceof CommandError ? /npm error code (ENEEDAUTH|E401)/.exec(error.message) : null;
    if (refusal === null) {
      throw error;
    }
    return `${refusal[1]}`;
  }
  throw new CommandError("a package was published to the local registry without a login.");
}

/**
 * Publishes as a release does, with Changesets, and makes sure that the registry has what was packed before.
 *
 * @param login - the environment that logs npm in
 * @param tarballs - a folder for the tarballs
 * @returns what was published, for the report
 * @throws CommandError where the registry has something else
 */
export async function publish(
  clone: Clone,
  registry: LocalRegistry,
  login: Readonly<Record<string, string>>,
  tarballs: string,
): Promise<string> {
  const packed = await packAll(clone.directory, tarballs);
  await clone.run("npx", ["changeset", "publish"], login);
  for (const { name, version, integrity } of packed) {
    const response = await fetch(`${registry.url}${name.replace("/", "%2f")}`);
    const { versions = {}, "dist-tags": tags = {} } = (await response.json()) as Packument;
    if (versions[version]?.dist.integrity !== integrity || tags.latest !== version) {
      const found = versions[version]?.dist.integrity ?? "nothing";
      throw new CommandError(
        `the registry has ${found} as ${name} ${version}, its latest is ${tags.latest}; packed was ${integrity}.`,
      );
    }
  }
  return packed.map(({ name, version }) => `${name.replace("@eks-auth/", "")} ${version}`).join(", ");
}

/** What a registry knows of a package. */
interface Packument {
  readonly versions?: Readonly<Record<string, { readonly dist: { readonly integrity: string } }>>;
  readonly "dist-tags"?: Readonly<Record<string, string>>;
}

/**
 * Makes sure that the registry keeps our packages and nothing else.
 *
 * @throws CommandError naming what it keeps
 */
export async function requireOnlyOurs(registry: LocalRegistry): Promise<string> {
  const ours = readPublishedPackages().map(({ name }) => name);
  const kept = await registry.listKept();
  if (kept.join() !== ours.sort().join()) {
    throw new CommandError(`the registry keeps ${kept.join(", ")}, and should keep ${ours.join(", ")}.`);
  }
  return `${kept.length} packages`;
}
