/**
 * Starts a development cluster inside of a test: pods' AWS credentials without AWS, Kubernetes, or another process.
 *
 * @packageDocumentation
 */
export type { DevSettings } from "../dev/dev-settings.ts";
export type { FaultKind } from "../dev/faults/fault-kinds.ts";
export type { Fault, FaultSettings } from "../dev/faults/fault-settings.ts";
export { startDev } from "./start-dev.ts";
export type { AssociateOptions, Dev, PodOptions, StartDevOptions } from "./types.ts";
