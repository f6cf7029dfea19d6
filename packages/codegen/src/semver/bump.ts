/** How much of a version a change moves; from the least to the most. */
export const bumps = ["none", "patch", "minor", "major"] as const;
export type Bump = (typeof bumps)[number];

/** The largest of some bumps; `none` where there are none. */
export function largestBump(candidates: Iterable<Bump>): Bump {
  return bumps[Math.max(0, ...[...candidates].map((bump) => bumps.indexOf(bump)))] ?? "none";
}

/** Tells whether a bump moves a version less than another does. */
export function isSmaller(bump: Bump, than: Bump): boolean {
  return bumps.indexOf(bump) < bumps.indexOf(than);
}

/**
 * What a bump comes to for a version. Below 1.0.0 a break moves the minor version, which is where `^0.1.0` ends;
 * Changesets would turn `major` into 1.0.0.
 *
 * @param version - the version to move: `0.3.1`
 */
export function bumpFor(version: string, bump: Bump): Bump {
  return bump === "major" && version.startsWith("0.") ? "minor" : bump;
}

/** The packages that are generated from the model, by what rules call them. */
export const generatedPackages = {
  types: { name: "@eks-auth/types", folder: "packages/types" },
  client: { name: "@eks-auth/client", folder: "packages/client" },
  server: { name: "@eks-auth/server", folder: "packages/server" },
} as const;

export type PackageKey = keyof typeof generatedPackages;
export const packageKeys: readonly PackageKey[] = ["types", "client", "server"];

/** A bump for each of the generated packages. */
export type Bumps = Readonly<Record<PackageKey, Bump>>;

/** Makes a bump for each of the generated packages. */
export function forEachPackage(bump: (key: PackageKey) => Bump): Bumps {
  return { types: bump("types"), client: bump("client"), server: bump("server") };
}

/** The largest bump that each package gets. */
export function largestBumps(all: readonly Bumps[]): Bumps {
  return forEachPackage((key) => largestBump(all.map((bumps) => bumps[key])));
}

/** What a kind of change means to those who use the generated packages. */
export interface Rule {
  /** The kind of change: `an operation is removed`. */
  readonly when: string;
  /** As they are from 1.0.0 on. */
  readonly bumps: Bumps;
  readonly why: string;
  /** What its users have to do; empty where there is nothing to do. */
  readonly todo: string;
}
