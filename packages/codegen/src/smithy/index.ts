export type { SmithyArtifacts } from "./artifacts.ts";
export { type BuildRequest, buildModel } from "./build-model.ts";
export { buildModels } from "./build-models.ts";
export { SmithyCli, SmithyError, withSmithy } from "./cli.ts";
export { fetchWithMaven, findJava } from "./toolchain.ts";
