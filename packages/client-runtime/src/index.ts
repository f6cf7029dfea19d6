/**
 * The functions and types that generated light clients use.
 *
 * @packageDocumentation
 */

export type * from "./client/operation.ts";
export type * from "./client/options.ts";
export { ClientError } from "./errors/client-error.ts";
export { ConnectionError } from "./errors/connection-error.ts";
export { ServiceError } from "./errors/service-error.ts";
export type * from "./http/request.ts";
export type * from "./http/response.ts";
export type * from "./http/transport.ts";
export type * from "./platform/platform.ts";
