import { join } from "node:path";
import { listPackageFolders, type PackageFolder, packageFolders } from "../project/package-folders.ts";
import type { Project } from "../project/project.ts";

/** How much a change increases a version, from the smallest to the largest. */
export const bumps = ["none", "patch", "minor", "major"] as const;
export type Bump = (typeof bumps)[number];

/** The largest of some bumps, or `none` if there are none. */
export function largestBump(candidates: Iterable<Bump>): Bump {
  return bumps[Math.max(0, ...[...candidates].map((bump) => bumps.indexOf(bump)))] ?? "none";
}

/** Whether a bump is smaller than another. */
export function isSmaller(bump: Bump, than: Bump): boolean {
  return bumps.indexOf(bump) < bumps.indexOf(than);
}

/**
 * Adjusts a bump to a version. Below 1.0.0 a breaking change increases the minor version, which `^0.1.0` excludes;
 * Changesets would turn `major` into 1.0.0.
 *
 * @param version - the version to increase: `0.3.1`
 */
export function bumpFor(version: string, bump: Bump): Bump {
  return bump === "major" && version.startsWith("0.") ? "minor" : bump;
}

/** The packages that are generated from a model, by their short name in rules: the names of their folders. */
export const packageKeys: readonly ["types", "client", "client-light", "server"] = packageFolders;

export type PackageKey = PackageFolder;

/** The packages that a project has. */
export function packageKeysOf({ settings }: Project): readonly PackageKey[] {
  return listPackageFolders(settings);
}

/** The name of a generated package of a project, `@acme/types`. */
export function packageNameOf({ settings }: Project, key: PackageKey): string {
  return `${settings.scope}/${settings.prefix}${key}`;
}

/** The folder of a generated package, from the folder of the project: `packages/types`. */
export function packageFolderOf({ settings }: Project, key: PackageKey): string {
  return join(settings.packages, key);
}

/** A bump for each generated package. */
export type Bumps = Readonly<Record<PackageKey, Bump>>;

/** Creates a bump for each generated package. */
export function createBumps(bump: (key: PackageKey) => Bump): Bumps {
  return recordOf(bump);
}

/** Creates a record with a value for each generated package. */
export function recordOf<Value>(create: (key: PackageKey) => Value): Readonly<Record<PackageKey, Value>> {
  return Object.fromEntries(packageKeys.map((key) => [key, create(key)])) as Record<PackageKey, Value>;
}

/** The largest bump for each package. */
export function largestBumps(all: readonly Bumps[]): Bumps {
  return createBumps((key) => largestBump(all.map((bumps) => bumps[key])));
}

/** The effect of one kind of change on users of the generated packages. */
export interface Rule {
  /** The kind of change: `an operation is removed`. */
  readonly when: string;
  /** For versions from 1.0.0. */
  readonly bumps: Bumps;
  readonly why: string;
  /** What the users of each package must do, if anything. Users who must do something for a major bump are all named. */
  readonly todo?: Partial<Record<PackageKey, string>>;
}

/**
 * The users of each package: callers use a client, implementers the stub. Readers use the types, or read the JSON,
 * without client and stub.
 */
export const users: Readonly<Record<PackageKey, string>> = {
  types: "Readers",
  client: "Callers",
  "client-light": "Callers",
  server: "Implementers",
};
