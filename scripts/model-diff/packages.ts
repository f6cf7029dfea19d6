import { type Bump, largestBump } from "./bump.ts";

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
