/**
 * The functions and types that generated server stubs use: restJson1, constraints, errors and the handler.
 *
 * @packageDocumentation
 */

export * from "./bindings/body.ts";
export * from "./bindings/headers.ts";
export { requireAccepts } from "./bindings/media-type.ts";
export * from "./bindings/read-text.ts";
export * from "./bindings/uri.ts";
export * from "./bindings/write-text.ts";
export * from "./constraints/collections.ts";
export * from "./constraints/length.ts";
export * from "./constraints/pattern.ts";
export * from "./constraints/range.ts";
export * from "./constraints/unchecked.ts";
export { describeViolations, type Violation } from "./constraints/violation.ts";
export { encodeBase64 } from "./encoding/bytes.ts";
export { parseDateTime } from "./encoding/timestamps.ts";
export { BodyConsumedError } from "./errors/body-consumed-error.ts";
export * from "./errors/modeled-error.ts";
export * from "./errors/protocol-error.ts";
export { createWriteError, type PathSegment } from "./errors/value-error.ts";
export { type Cors, type CorsPolicy, createCors } from "./handler/cors.ts";
export { writeMessageError } from "./handler/error-response.ts";
export type { EventStreamOptions } from "./handler/event-stream-options.ts";
export { createHandler, type Handler } from "./handler/handler.ts";
export type { LoadLimit } from "./handler/load-limit.ts";
export type {
  Authenticate,
  AuthenticatedHandlerOptions,
  HandlerOptions,
  RequestEnd,
  RequestInfo,
} from "./handler/options.ts";
export type * from "./handler/service.ts";
export { blobStreams, type Streams } from "./handler/streams.ts";
export { frameResponse } from "./http/frame-response.ts";
export type { HttpRequest, Peer, RawRequest, RoutedRequest } from "./http/request.ts";
export type { HttpResponse } from "./http/response.ts";
export * from "./json/document.ts";
export * from "./json/json-value.ts";
export { parseExactJson } from "./json/parse-json.ts";
export * from "./json/read-aggregate.ts";
export * from "./json/read-number.ts";
export * from "./json/read-simple.ts";
export type { RawJson } from "./json/source-text.ts";
export * from "./json/write-aggregate.ts";
export * from "./json/write-number.ts";
export * from "./json/write-simple.ts";
export { createPatternRouter, type PatternRoute } from "./routing/pattern-router.ts";
export type * from "./routing/route.ts";
export { createRouter, type OperationRoute } from "./routing/router.ts";
