/**
 * What generated server stubs call: reading and writing restJson1, constraints, errors and the handler.
 *
 * @packageDocumentation
 */

export { type CheckContent, checkItems, checkKeys, checkValues } from "./constraints/contents.ts";
export { checkEnum } from "./constraints/enum.ts";
export { checkLength } from "./constraints/length.ts";
export { checkPattern, compilePattern, type Pattern } from "./constraints/pattern.ts";
export { checkRange, type RangeNumber } from "./constraints/range.ts";
export { checkRequired } from "./constraints/required.ts";
export type { Unchecked } from "./constraints/unchecked.ts";
export { checkUniqueItems } from "./constraints/unique-items.ts";
export { describeViolations, type Violation } from "./constraints/violation.ts";
export { type Fault, ModeledError, type ModeledErrorMembers } from "./errors/modeled-error.ts";
export {
  MethodNotAllowedException,
  NotAcceptableException,
  ProtocolError,
  RequestAbortedException,
  RequestEntityTooLargeException,
  RequestTimeoutException,
  SerializationException,
  ServiceUnavailableException,
  UnknownOperationException,
  UnsupportedMediaTypeException,
} from "./errors/protocol-error.ts";
export { writeMessageError } from "./errors/write-message-error.ts";
export { createHandler, type Handler } from "./handler/handler.ts";
export type { Call, CorsPolicy, Operation, Route, Service } from "./handler/operation.ts";
export type {
  Authenticate,
  AuthenticatedHandlerOptions,
  Failure,
  HandlerOptions,
  RequestEnd,
  RequestStart,
} from "./handler/options.ts";
export { ignoreBody, readBlobPayload, readStreamPayload, readTextPayload, refuseBody } from "./http/body.ts";
export { joinHeader, quoteHeaderItem, splitHeader, splitHttpDates } from "./http/header-list.ts";
export { readLabel } from "./http/label.ts";
export { requireAccepts } from "./http/media-type.ts";
export { readPrefixHeaders, writePrefixHeaders } from "./http/prefix-headers.ts";
export {
  hasQueryLiteral,
  parseQuery,
  type Query,
  readQueryParamLists,
  readQueryParams,
} from "./http/query.ts";
export type { HttpRequest, RawRequest, RoutedRequest } from "./http/request.ts";
export type { HttpResponse } from "./http/response.ts";
export { requireStatus } from "./http/status.ts";
export { readExactJsonBody, readExactJsonPayload, readJsonBody, readJsonPayload } from "./json/body.ts";
export type { Document } from "./json/document.ts";
export { JsonNumber } from "./json/json-number.ts";
export { dropEmptyObject, getMember, type JsonObject } from "./json/json-object.ts";
export type { Name } from "./json/name.ts";
export {
  type ReadContent,
  readList,
  readMap,
  readSparseList,
  readSparseMap,
} from "./json/read-collection.ts";
export { readDocument } from "./json/read-document.ts";
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
export { readBlob, readBoolean, readString } from "./json/read-simple.ts";
export { createUnionError, readObject, readUnionMember } from "./json/read-structure.ts";
export { readDateTime, readEpochSeconds, readHttpDate } from "./json/read-timestamp.ts";
export type { RawJson } from "./json/source-text.ts";
export {
  type WriteContent,
  writeList,
  writeMap,
  writeSparseList,
  writeSparseMap,
} from "./json/write-collection.ts";
export { writeDocument } from "./json/write-document.ts";
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
export { requireBytes, writeBlob, writeBoolean, writeString } from "./json/write-simple.ts";
export { requireObject } from "./json/write-structure.ts";
export { writeDateTime, writeEpochSeconds, writeHttpDate } from "./json/write-timestamp.ts";
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
} from "./text/read-text.ts";
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
  shortToText,
  stringToText,
} from "./text/write-text.ts";
