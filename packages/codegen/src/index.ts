/**
 * Generates types, a client and a server stub from a Smithy model.
 *
 * @packageDocumentation
 */

export { firstVersions, forwardedNames, replacedNames } from "./emit/forwarded-names.ts";
export { emitPackages } from "./emit/packages.ts";
export { emitStub } from "./emit/server/stub.ts";
export { createTarget, type Generation, packageName, projectTarget, type Target } from "./emit/target.ts";
export { generateFiles } from "./generate/generate.ts";
export { type GenerationLock, lockPath, parseLock, renderLock } from "./generate/lock.ts";
export { writeClientLight } from "./generate/write-client-light.ts";
export { writeStub } from "./generate/write-stub.ts";
export type { AstMember, AstShape, JsonAst, Traits } from "./model/json-ast.ts";
export { resolveService } from "./model/resolve-service.ts";
export { type CommandLine, type CommandName, npxCommandLine } from "./project/command-line.ts";
export type { Invocation } from "./project/invocation.ts";
export { findProject, type Project } from "./project/project.ts";
