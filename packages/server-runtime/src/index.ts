/**
 * What generated server stubs call: reading and writing restJson1, constraints, errors and the handler.
 *
 * @packageDocumentation
 */
export {
  checkLength,
  checkPattern,
  checkRequired,
  compilePattern,
  type Pattern,
  type Unchecked,
} from "./constraints/check.ts";
export { describeViolations, type Violation } from "./constraints/violation.ts";
export { type Fault, ModeledError, type ModeledErrorMembers } from "./errors/modeled-error.ts";
export {
  MethodNotAllowedException,
  NotAcceptableException,
  ProtocolError,
  RequestAbortedException,
  RequestEntityTooLargeException,
  SerializationException,
  UnknownOperationException,
  UnsupportedMediaTypeException,
} from "./errors/protocol-error.ts";
export { createHandler, type Handler } from "./handler/handler.ts";
export type { Call, CorsPolicy, Operation, Route, Service } from "./handler/operation.ts";
export type {
  Authenticate,
  AuthenticatedHandlerOptions,
  Failure,
  HandlerOptions,
} from "./handler/options.ts";
export { readStringLabel } from "./http/label.ts";
export { requireAccepts } from "./http/media-type.ts";
export type { HttpRequest, RawRequest, RoutedRequest } from "./http/request.ts";
export type { HttpResponse } from "./http/response.ts";
export { type JsonObject, readJsonBody } from "./json/body.ts";
export { readEpochSeconds, readString, readStructure } from "./json/read.ts";
export { writeEpochSeconds, writeString, writeStructure } from "./json/write.ts";
