export { type Bump, type Bumps, bumps, createBumps, type PackageKey, packageKeys } from "./bump.ts";
export { generatedModel, releaseFiles } from "./released.ts";
export { colourBump } from "./report.ts";
