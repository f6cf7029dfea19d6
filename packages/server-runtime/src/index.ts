/**
 * The functions and types that generated server stubs use: restJson1, constraints, errors and the handler.
 *
 * @packageDocumentation
 */

export {
  ignoreBody,
  readBlobPayload,
  readExactJsonBody,
  readExactJsonPayload,
  readJsonBody,
  readJsonPayload,
  readStreamPayload,
  readTextPayload,
  refuseBody,
} from "./bindings/body.ts";
export {
  joinHeader,
  quoteHeaderItem,
  readPrefixHeaders,
  splitHeader,
  splitHttpDates,
  writePrefixHeaders,
} from "./bindings/headers.ts";
export { requireAccepts } from "./bindings/media-type.ts";
export {
  textToBigDecimal,
  textToBigInteger,
  textToBoolean,
  textToByte,
  textToDateTime,
  textToDouble,
  textToEpochSeconds,
  textToFloat,
  textToHttpDate,
  textToInteger,
  textToLong,
  textToMediaTypeString,
  textToShort,
} from "./bindings/read-text.ts";
export {
  hasQueryLiteral,
  parseQuery,
  type Query,
  readLabel,
  readQueryParamLists,
  readQueryParams,
} from "./bindings/uri.ts";
export {
  bigDecimalToText,
  bigIntegerToText,
  booleanToText,
  byteToText,
  dateTimeToText,
  doubleToText,
  epochSecondsToText,
  floatToText,
  httpDateToText,
  integerToText,
  longToText,
  mediaTypeStringToText,
  requireStatus,
  shortToText,
  stringToText,
} from "./bindings/write-text.ts";
export {
  type CheckContent,
  checkItems,
  checkKeys,
  checkUniqueItems,
  checkValues,
} from "./constraints/collections.ts";
export { checkLength } from "./constraints/length.ts";
export { checkPattern, compilePattern, type Pattern } from "./constraints/pattern.ts";
export { checkRange, type RangeNumber } from "./constraints/range.ts";
export { checkEnum, checkRequired, type Unchecked } from "./constraints/unchecked.ts";
export { describeViolations, type Violation } from "./constraints/violation.ts";
export { type Fault, ModeledError, type ModeledErrorMembers } from "./errors/modeled-error.ts";
export {
  MethodNotAllowedException,
  NotAcceptableException,
  OperationTimeoutException,
  OverloadedException,
  ProtocolError,
  RequestAbortedException,
  RequestEntityTooLargeException,
  RequestTimeoutException,
  SerializationException,
  UnknownOperationException,
  UnsupportedMediaTypeException,
} from "./errors/protocol-error.ts";
export type { PathSegment } from "./errors/value-error.ts";
export { writeMessageError } from "./handler/error-response.ts";
export { createHandler, type Handler } from "./handler/handler.ts";
export type {
  Authenticate,
  AuthenticatedHandlerOptions,
  HandlerOptions,
  RequestEnd,
  RequestInfo,
} from "./handler/options.ts";
export type { Call, CorsPolicy, Operation, Route, Service } from "./handler/service.ts";
export type { HttpRequest, RawRequest, RoutedRequest } from "./http/request.ts";
export type { HttpResponse } from "./http/response.ts";
export { type Document, readDocument, writeDocument } from "./json/document.ts";
export { dropEmptyObject, getMember, JsonNumber, type JsonObject } from "./json/json-value.ts";
export {
  createUnionError,
  type ReadContent,
  readList,
  readMap,
  readObject,
  readSparseList,
  readSparseMap,
  readUnionMember,
} from "./json/read-aggregate.ts";
export {
  readBigDecimal,
  readBigInteger,
  readByte,
  readDouble,
  readFloat,
  readInteger,
  readLong,
  readShort,
} from "./json/read-number.ts";
export {
  readBlob,
  readBoolean,
  readDateTime,
  readEpochSeconds,
  readHttpDate,
  readString,
} from "./json/read-simple.ts";
export type { RawJson } from "./json/source-text.ts";
export {
  requireObject,
  type WriteContent,
  writeList,
  writeMap,
  writeSparseList,
  writeSparseMap,
} from "./json/write-aggregate.ts";
export {
  writeBigDecimal,
  writeBigInteger,
  writeByte,
  writeDouble,
  writeFloat,
  writeInteger,
  writeLong,
  writeShort,
} from "./json/write-number.ts";
export {
  requireBytes,
  writeBlob,
  writeBoolean,
  writeDateTime,
  writeEpochSeconds,
  writeHttpDate,
  writeString,
} from "./json/write-simple.ts";
