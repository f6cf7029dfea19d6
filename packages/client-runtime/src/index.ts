/**
 * The functions and types that generated light clients use.
 *
 * @packageDocumentation
 */

export * from "./auth/bearer.ts";
export * from "./auth/no-auth.ts";
export * from "./auth/sigv4.ts";
export * from "./bindings/collect-body.ts";
export * from "./bindings/compress-body.ts";
export * from "./bindings/content-md5.ts";
export * from "./bindings/output-stream.ts";
export * from "./bindings/path.ts";
export * from "./bindings/query.ts";
export * from "./bindings/read-headers.ts";
export * from "./bindings/read-payload.ts";
export * from "./bindings/unsigned-payload.ts";
export { type Client, createClient } from "./client/client.ts";
export type * from "./client/operation.ts";
export type * from "./client/options.ts";
export type * from "./credentials/credentials.ts";
export { percentEncode } from "./encoding/percent-encoding.ts";
export { checkRegion, isValidHostLabel } from "./endpoints/host-label.ts";
export { parseArn } from "./endpoints/parse-arn.ts";
export { parseUrl } from "./endpoints/parse-url.ts";
export { isVirtualHostableS3Bucket } from "./endpoints/s3-bucket.ts";
export { split, substring } from "./endpoints/texts.ts";
export { ClientError } from "./errors/client-error.ts";
export { ConnectionError } from "./errors/connection-error.ts";
export { CredentialsError } from "./errors/credentials-error.ts";
export { EndpointError } from "./errors/endpoint-error.ts";
export { ResponseError } from "./errors/response-error.ts";
export { ServiceError } from "./errors/service-error.ts";
export { TimeoutError } from "./errors/timeout-error.ts";
export type * from "./http/request.ts";
export type * from "./http/response.ts";
export type * from "./http/transport.ts";
export * from "./json/parse-body.ts";
export * from "./json/read-aggregate.ts";
export * from "./json/read-simple.ts";
export {
  type PaginationOptions,
  paginate,
  type SizedPaginationOptions,
} from "./pagination/paginate.ts";
export type * from "./platform/platform.ts";
export type { FailedTry } from "./retry/failed-try.ts";
export * from "./shared.ts";
export { sign } from "./sigv4/sign.ts";
export { allEqual, anyEqual, project } from "./waiters/lists.ts";
export { type Waiter, type WaiterOptions, type WaiterState, waitUntil } from "./waiters/wait-until.ts";
export { WaiterError } from "./waiters/waiter-error.ts";
