import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@eks-auth/codegen/root";

/** A package that is published. */
export interface PublishedPackage {
  readonly name: string;
  readonly version: string;
  /** Its folder, from the root: `packages/types`. */
  readonly folder: string;
  /** The entry points that code imports, `@eks-auth/types/wire`: their path below the package, by their names. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** What some of its entry points need, and does not come along: versions by name. */
  readonly optionalPeers: Readonly<Record<string, string>>;
}

/** The files of an entry point, from the package's folder. */
export interface Entry {
  readonly types: string;
  readonly default: string;
  readonly browser?: string;
}

/**
 * Reads which packages are published, from their package.json.
 *
 * @param repository - the root of the repository; this one unless given
 */
export function readPublishedPackages(repository: string = root): PublishedPackage[] {
  return readdirSync(join(repository, "packages"))
    .sort()
    .flatMap((folder) => readPackage(repository, `packages/${folder}`));
}

function readPackage(repository: string, folder: string): PublishedPackage[] {
  const manifest = JSON.parse(readFileSync(join(repository, folder, "package.json"), "utf8"));
  if (manifest.private === true) {
    return [];
  }
  const exports: [string, string | Entry][] = Object.entries(manifest.exports ?? {});
  const entries = exports.flatMap(([path, target]): [string, Entry][] =>
    typeof target === "string" ? [] : [[manifest.name + path.slice(1), target]],
  );
  return [
    {
      name: manifest.name,
      version: manifest.version,
      folder,
      entries: new Map(entries),
      optionalPeers: manifest.peerDependencies ?? {},
    },
  ];
}

/** What all entry points together need beside the packages, as npm's arguments. */
export function listOptionalPeers(): string[] {
  return readPublishedPackages().flatMap(({ optionalPeers }) =>
    Object.entries(optionalPeers).map(([name, range]) => `${name}@${range}`),
  );
}
