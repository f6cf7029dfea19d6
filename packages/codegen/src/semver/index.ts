export { type Bump, type Bumps, bumps, createBumps, type PackageKey, packageKeys } from "./bump.ts";
export { releaseFiles } from "./released.ts";
export { colourBump } from "./report.ts";
