declare abstract class CodedError extends Error {
    static readonly brand: string;
    abstract readonly code: string;
    static override [Symbol.hasInstance](value: unknown): boolean;
}
declare class ProtocolError extends CodedError {
    static override readonly brand: string;
    override readonly name: string;
    readonly code: string;
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    constructor(name: string, status: number, message: string, headers?: Readonly<Record<string, string>>);
}
declare class SerializationException extends ProtocolError {
    static override readonly brand: string;
    constructor(message: string);
}
declare class UnknownOperationException extends ProtocolError {
    static override readonly brand: string;
    constructor();
}
declare class MethodNotAllowedException extends ProtocolError {
    static override readonly brand: string;
    constructor(allowed: readonly string[]);
}
declare class NotAcceptableException extends ProtocolError {
    static override readonly brand: string;
    constructor(mediaType: string);
}
declare class RequestTimeoutException extends ProtocolError {
    static override readonly brand: string;
    constructor();
}
declare class RequestAbortedException extends ProtocolError {
    static override readonly brand: string;
    constructor();
}
declare class RequestEntityTooLargeException extends ProtocolError {
    static override readonly brand: string;
    constructor(maxBytes: number);
}
declare class UnsupportedMediaTypeException extends ProtocolError {
    static override readonly brand: string;
    constructor(mediaType?: string);
}
declare class OverloadedException extends ProtocolError {
    static override readonly brand: string;
    override readonly code: string;
    constructor();
}
declare class OperationTimeoutException extends ProtocolError {
    static override readonly brand: string;
    override readonly code: string;
    constructor();
}
interface Peer {
    readonly address: string;
    readonly certificate?: Uint8Array | undefined;
}
interface HttpRequest {
    readonly method: string;
    readonly path: string;
    readonly query: string;
    readonly peer?: Peer | undefined;
    readonly hostRequest?: object | undefined;
    readonly signal: AbortSignal;
    header(name: string): string | undefined;
    headerNames(): Iterable<string>;
    readBody(maxBytes: number): Promise<Uint8Array>;
    streamBody(maxBytes: number): AsyncIterable<Uint8Array>;
}
interface RawRequest extends Omit<HttpRequest, "readBody" | "streamBody"> {
    readonly operation: string;
    readonly labels: readonly string[];
    readonly signal: AbortSignal;
    readonly body: Uint8Array;
}
interface RoutedRequest extends RawRequest {
    readonly maxJsonDepth: number;
    readonly stream: AsyncIterable<Uint8Array>;
}
interface EventStreamOptions {
    readonly maxEventBytes?: number;
    readonly maxTotalBytes?: number;
    readonly idleTimeoutMs?: number;
    readonly totalTimeoutMs?: number;
    readonly maxOpen?: number;
    readonly maxOpenPerAddress?: number;
}
interface HttpResponse {
    readonly status: number;
    readonly headers: Record<string, string>;
    readonly body: string | Uint8Array | AsyncIterable<Uint8Array>;
}
type PathSegment = string | number;
declare function createWriteError(what: string, path: string, name: PathSegment): TypeError;
interface Violation {
    readonly path: string;
    readonly message: string;
}
declare function describeViolations(violations: readonly Violation[]): string;
type JsonObject = {
    readonly [name: string]: unknown;
};
declare function isJsonObject(value: unknown): value is JsonObject;
declare function getMember(object: JsonObject, name: string): unknown;
declare function setMember<T>(object: Record<string, T>, name: string, value: T): void;
declare function dropEmptyObject(value: unknown): unknown;
declare class JsonNumber {
    readonly source: string;
    constructor(source: string);
    valueOf(): number;
}
type Document = null | boolean | number | string | Document[] | {
    [name: string]: Document;
};
declare function readDocument(value: unknown, path: string, name: PathSegment): Document;
declare function writeDocument(value: Document, path: string, name: PathSegment): Document;
type Unchecked<T> = [
    Document
] extends [
    T
] ? T : UncheckedPart<T, IsUnion<Extract<T, object>>>;
type UncheckedPart<T, InUnion extends boolean> = T extends string ? string : T extends number ? number : T extends Whole ? T : T extends readonly (infer Item)[] ? Unchecked<Item>[] : string extends keyof T ? {
    [Key in keyof T]: Unchecked<T[Key]>;
} : InUnion extends true ? {
    [Member in keyof T]: Unchecked<T[Member]>;
} : {
    [Member in keyof T]?: Unchecked<T[Member]> | undefined;
};
type Whole = null | undefined | boolean | bigint | Date | Uint8Array | AsyncIterable<unknown>;
type IsUnion<T, All = T> = [
    T
] extends [
    never
] ? false : T extends unknown ? [
    All
] extends [
    T
] ? false : true : never;
declare function checkRequired<T>(value: T | undefined, path: string, name: PathSegment, violations: Violation[]): value is T;
declare function checkEnum(value: string | number, allowed: ReadonlySet<string | number> | readonly (string | number)[], path: string, name: PathSegment, violations: Violation[], internal?: readonly (string | number)[]): boolean;
interface Pattern {
    readonly text: string;
    test(value: string, request: object): boolean;
}
declare function compilePattern(text: string, expression?: string): Pattern;
declare function checkPattern(value: string, pattern: Pattern, path: string, name: PathSegment, violations: Violation[]): boolean;
interface LoadLimit {
    hasRoom(address: string): boolean;
    start(address: string): number;
    end(address: string, started: number): void;
}
interface HandlerOptions<Context = undefined> {
    readonly maxBodyBytes?: number;
    readonly maxStreamedBodyBytes?: number;
    readonly maxJsonDepth?: number;
    readonly bodyTimeoutMs?: number;
    readonly operationTimeoutMs?: number;
    readonly maxIncompleteBodies?: number;
    readonly maxIncompleteBodiesPerAddress?: number;
    readonly maxConcurrentRequests?: number;
    readonly loadLimit?: LoadLimit;
    readonly eventStreams?: EventStreamOptions;
    readonly createRequestId?: (request: Omit<HttpRequest, "readBody" | "streamBody">) => string | undefined;
    readonly onStart?: (start: RequestInfo) => void | Promise<void>;
    readonly onEnd?: (end: RequestEnd<Context>) => void | Promise<void>;
    readonly onError?: (error: unknown, request: RequestInfo) => void | Promise<void>;
}
interface AuthenticatedHandlerOptions<Context> extends HandlerOptions<Context> {
    readonly authenticate: Authenticate<Context>;
}
type Authenticate<Context> = (request: RawRequest) => Context | Promise<Context>;
interface RequestInfo {
    readonly operation: string | undefined;
    readonly requestId: string;
    readonly peer?: Peer | undefined;
    readonly hostRequest?: object | undefined;
}
interface RequestEnd<Context = unknown> extends RequestInfo {
    readonly context?: Context | undefined;
    readonly status: number;
    readonly durationMs: number;
    readonly error?: string;
}
type Fault = "client" | "server";
interface ModeledErrorMembers {
    readonly message?: string | undefined;
}
interface ModeledErrorOptions extends ErrorOptions {
    readonly headers?: Readonly<Record<string, string>> | undefined;
}
declare abstract class ModeledError<Members extends object = ModeledErrorMembers> extends CodedError {
    static override readonly brand: string;
    abstract override readonly name: string;
    abstract readonly status: number;
    abstract readonly fault: Fault;
    readonly members: Members;
    readonly headers: Readonly<Record<string, string>> | undefined;
    constructor(...[members, options]: Partial<Members> extends Members ? [
        members?: Members,
        options?: ModeledErrorOptions
    ] : [
        members: Members,
        options?: ModeledErrorOptions
    ]);
    get code(): string;
}
type Router<Name extends string> = (method: string, path: string, query: string) => Route<Name>;
type Route<Name extends string> = {
    readonly found: true;
    readonly operation: Name;
    readonly labels: readonly string[];
} | {
    readonly found: false;
    readonly allowed: readonly string[];
};
interface CorsPolicy {
    readonly origin: string;
    readonly maxAgeSeconds: number;
    readonly allowedHeaders: string;
    readonly exposedHeaders: string;
}
interface Cors {
    respond(request: HttpRequest, methods: readonly string[]): HttpResponse | undefined;
    addTo(headers: Record<string, string>, request: HttpRequest): void;
}
declare function createCors({ origin, maxAgeSeconds, allowedHeaders, exposedHeaders }: CorsPolicy): Cors;
interface Streams {
    openInput(request: HttpRequest, maxBytes: number, onEnd: () => void): AsyncIterable<Uint8Array>;
    watchOutput(response: HttpResponse, onError: (error: unknown) => void): HttpResponse;
    discardOutput(response: HttpResponse): Promise<void>;
}
declare const blobStreams: Streams;
interface Service<Context, Name extends string = string> {
    readonly operations: Readonly<Record<Name, Operation<Context>>>;
    readonly route: Router<Name>;
    readonly createInternalError: (message: string) => ModeledError<object> | ProtocolError;
    readonly cors?: Cors;
    readonly createEventStreamRunner?: (parts: object, options: EventStreamOptions | undefined) => object;
}
interface Operation<Context> {
    readonly name: string;
    readonly streamsInput: boolean;
    readonly streams?: Streams;
    readonly frame?: (response: HttpResponse, method: string) => HttpResponse;
    readonly hasEventStream?: boolean;
    readonly errors: Readonly<Record<string, (error: any) => HttpResponse>>;
    invoke(request: RoutedRequest, call: Call<Context>): Promise<HttpResponse>;
}
interface Call<Context> {
    readonly context: Context;
    readonly operation: string;
    readonly requestId: string;
    readonly peer?: Peer | undefined;
    readonly signal: AbortSignal;
}
type Handler = (request: HttpRequest) => Promise<HttpResponse>;
declare function createHandler<Context, Name extends string>(service: Service<Context, Name>, options: HandlerOptions<Context> | AuthenticatedHandlerOptions<Context>): Handler;
declare function readJsonBody(request: RoutedRequest): JsonObject;
declare function readExactJsonBody(request: RoutedRequest): JsonObject;
declare function readJsonPayload(request: RoutedRequest): unknown;
declare function readExactJsonPayload(request: RoutedRequest): unknown;
declare function readTextPayload(request: RoutedRequest, mediaType?: string): string | undefined;
declare function readBlobPayload(request: RoutedRequest, mediaType?: string): Uint8Array | undefined;
declare function readStreamPayload(request: RoutedRequest, mediaType?: string): AsyncIterable<Uint8Array>;
declare function refuseBody(request: RoutedRequest): void;
declare function ignoreBody(request: RoutedRequest): void;
declare function splitHeader(value: string, location: string): string[];
declare function splitHttpDates(value: string): string[];
declare function joinHeader(items: readonly string[]): string;
declare function quoteHeaderItem(text: string): string;
declare function readPrefixHeaders(request: RoutedRequest, prefix: string): Record<string, string> | undefined;
declare function writePrefixHeaders(headers: Record<string, string>, value: Readonly<Record<string, string>>, prefix: string, path: string, name: PathSegment): void;
declare function requireAccepts(request: RawRequest, mediaType: string): void;
declare function textToBoolean(text: string, location: string): boolean;
declare function textToByte(text: string, location: string): number;
declare function textToShort(text: string, location: string): number;
declare function textToInteger(text: string, location: string): number;
declare function textToLong(text: string, location: string): bigint;
declare function textToBigInteger(text: string, location: string): bigint;
declare function textToBigDecimal(text: string, location: string): string;
declare function textToFloat(text: string, location: string): number;
declare function textToDouble(text: string, location: string): number;
declare function textToEpochSeconds(text: string, location: string): Date;
declare function textToDateTime(text: string, location: string): Date;
declare function textToHttpDate(text: string, location: string): Date;
declare function textToMediaTypeString(text: string, location: string): string;
declare function readLabel(request: Pick<RoutedRequest, "labels">, index: number, name: string): string;
type Query = ReadonlyMap<string, readonly string[]>;
declare function parseQuery(query: string): Query;
declare function readQueryParams(query: Query): Record<string, string>;
declare function readQueryParamLists(query: Query): Record<string, string[]>;
type WriteText<T> = (value: T, path: string, name: PathSegment) => string;
declare const booleanToText: WriteText<boolean>;
declare const byteToText: WriteText<number>;
declare const shortToText: WriteText<number>;
declare const integerToText: WriteText<number>;
declare const floatToText: WriteText<number>;
declare const doubleToText: WriteText<number>;
declare const epochSecondsToText: WriteText<Date>;
declare const dateTimeToText: WriteText<Date>;
declare const httpDateToText: WriteText<Date>;
declare function longToText(value: bigint, path: string, name: PathSegment): string;
declare function bigIntegerToText(value: bigint, path: string, name: PathSegment): string;
declare function bigDecimalToText(value: string, path: string, name: PathSegment): string;
declare function stringToText(value: string, path: string, name: PathSegment): string;
declare function mediaTypeStringToText(value: string, path: string, name: PathSegment): string;
declare function requireStatus(value: number, path: string, name: PathSegment): number;
type CheckContent<T> = (value: T, path: string, name: PathSegment, violations: Violation[]) => unknown;
declare function checkItems<T>(value: readonly (T | null)[], path: string, name: PathSegment, violations: Violation[], checkItem: CheckContent<T>): boolean;
declare function checkValues<T>(map: Readonly<Record<string, T | null>>, path: string, name: PathSegment, violations: Violation[], checkValue: CheckContent<T>): boolean;
declare function checkKeys(map: Readonly<Record<string, unknown>>, path: string, name: PathSegment, violations: Violation[], checkKey: CheckContent<string>): boolean;
declare function checkUniqueItems(value: readonly unknown[], path: string, name: PathSegment, violations: Violation[]): boolean;
declare function checkLength(value: Measurable, min: number | undefined, max: number | undefined, path: string, name: PathSegment, violations: Violation[]): boolean;
type Measurable = string | Uint8Array | readonly unknown[] | Readonly<Record<string, unknown>>;
type RangeNumber = number | bigint | string;
declare function checkRange(value: RangeNumber, min: RangeNumber | undefined, max: RangeNumber | undefined, path: string, name: PathSegment, violations: Violation[]): boolean;
declare function encodeBase64(bytes: Uint8Array): string;
declare function parseDateTime(text: string): Date | undefined;
declare class BodyConsumedError extends CodedError {
    static override readonly brand: string;
    override readonly name = "BodyConsumedError";
    readonly code = "body_consumed";
    constructor(advice: string);
}
declare function writeMessageError(error: ModeledError): HttpResponse;
declare function frameResponse(response: HttpResponse, method: string): HttpResponse;
declare function parseExactJson(text: string, maxDepth: number, subject?: string): unknown;
type ReadContent<T> = (value: unknown, path: string, name: PathSegment) => T;
declare function readList<T>(value: unknown, path: string, name: PathSegment, readItem: ReadContent<T>): T[];
declare function readSparseList<T>(value: unknown, path: string, name: PathSegment, readItem: ReadContent<T>): (T | null)[];
declare function readMap<T>(value: unknown, path: string, name: PathSegment, readValue: ReadContent<T>): Record<string, T>;
declare function readSparseMap<T>(value: unknown, path: string, name: PathSegment, readValue: ReadContent<T>): Record<string, T | null>;
declare function readObject(value: unknown, path: string, name: PathSegment): JsonObject;
declare function readUnionMember(value: unknown, path: string, name: PathSegment): [
    member: string,
    content: unknown
];
declare function createUnionError(path: string, name: PathSegment): Error;
declare function readByte(value: unknown, path: string, name: PathSegment): number;
declare function readShort(value: unknown, path: string, name: PathSegment): number;
declare function readInteger(value: unknown, path: string, name: PathSegment): number;
declare function readLong(value: unknown, path: string, name: PathSegment): bigint;
declare function readBigInteger(value: unknown, path: string, name: PathSegment): bigint;
declare function readBigDecimal(value: unknown, path: string, name: PathSegment): string;
declare function readFloat(value: unknown, path: string, name: PathSegment): number;
declare function readDouble(value: unknown, path: string, name: PathSegment): number;
declare function readString(value: unknown, path: string, name: PathSegment): string;
declare function readBoolean(value: unknown, path: string, name: PathSegment): boolean;
declare function readBlob(value: unknown, path: string, name: PathSegment): Uint8Array;
declare function readEpochSeconds(value: unknown, path: string, name: PathSegment): Date;
declare function readDateTime(value: unknown, path: string, name: PathSegment): Date;
declare function readHttpDate(value: unknown, path: string, name: PathSegment): Date;
interface RawJson {
    readonly rawJSON: string;
}
type WriteContent<T> = (value: T, path: string, name: PathSegment) => unknown;
declare function writeList<T>(value: readonly T[], path: string, name: PathSegment, writeItem: WriteContent<T>): unknown[];
declare function writeSparseList<T>(value: readonly (T | null)[], path: string, name: PathSegment, writeItem: WriteContent<T>): unknown[];
declare function writeMap<T>(value: Readonly<Record<string, T>>, path: string, name: PathSegment, writeValue: WriteContent<T>): Record<string, unknown>;
declare function writeSparseMap<T>(value: Readonly<Record<string, T | null>>, path: string, name: PathSegment, writeValue: WriteContent<T>): Record<string, unknown>;
declare function requireObject(value: unknown, path: string, name: PathSegment): void;
declare function writeByte(value: number, path: string, name: PathSegment): number;
declare function writeShort(value: number, path: string, name: PathSegment): number;
declare function writeInteger(value: number, path: string, name: PathSegment): number;
declare function writeLong(value: bigint, path: string, name: PathSegment): number | RawJson;
declare function writeBigInteger(value: bigint, path: string, name: PathSegment): number | RawJson;
declare function writeBigDecimal(value: string, path: string, name: PathSegment): RawJson;
declare function writeFloat(value: number, path: string, name: PathSegment): number | string;
declare function writeDouble(value: number, path: string, name: PathSegment): number | string;
declare function writeString(value: string, path: string, name: PathSegment): string;
declare function writeBoolean(value: boolean, path: string, name: PathSegment): boolean;
declare function writeBlob(value: Uint8Array, path: string, name: PathSegment): string;
declare function requireBytes(value: Uint8Array, path: string, name: PathSegment): Uint8Array;
declare function writeEpochSeconds(value: Date, path: string, name: PathSegment): number;
declare function writeDateTime(value: Date, path: string, name: PathSegment): string;
declare function writeHttpDate(value: Date, path: string, name: PathSegment): string;
type PatternRoute<Name extends string> = readonly [
    operation: Name,
    method: string,
    path: RegExp
];
declare function createPatternRouter<Name extends string>(routes: readonly PatternRoute<Name>[]): Router<Name>;
type OperationRoute<Name extends string> = readonly [
    operation: Name,
    method: string,
    uri: string
];
declare function createRouter<Name extends string>(operations: readonly OperationRoute<Name>[]): Router<Name>;
export {
    type Authenticate,
    type AuthenticatedHandlerOptions,
    BodyConsumedError,
    type Call,
    CheckContent,
    type Cors,
    type CorsPolicy,
    Document,
    type EventStreamOptions,
    Fault,
    type Handler,
    type HandlerOptions,
    type HttpRequest,
    type HttpResponse,
    JsonNumber,
    JsonObject,
    type LoadLimit,
    MethodNotAllowedException,
    ModeledError,
    ModeledErrorMembers,
    ModeledErrorOptions,
    NotAcceptableException,
    type Operation,
    type OperationRoute,
    OperationTimeoutException,
    OverloadedException,
    type PathSegment,
    Pattern,
    type PatternRoute,
    type Peer,
    ProtocolError,
    Query,
    RangeNumber,
    type RawJson,
    type RawRequest,
    ReadContent,
    RequestAbortedException,
    type RequestEnd,
    RequestEntityTooLargeException,
    type RequestInfo,
    RequestTimeoutException,
    type Route,
    type RoutedRequest,
    type Router,
    SerializationException,
    type Service,
    type Streams,
    Unchecked,
    UnknownOperationException,
    UnsupportedMediaTypeException,
    type Violation,
    WriteContent,
    bigDecimalToText,
    bigIntegerToText,
    blobStreams,
    booleanToText,
    byteToText,
    checkEnum,
    checkItems,
    checkKeys,
    checkLength,
    checkPattern,
    checkRange,
    checkRequired,
    checkUniqueItems,
    checkValues,
    compilePattern,
    createCors,
    createHandler,
    createPatternRouter,
    createRouter,
    createUnionError,
    createWriteError,
    dateTimeToText,
    describeViolations,
    doubleToText,
    dropEmptyObject,
    encodeBase64,
    epochSecondsToText,
    floatToText,
    frameResponse,
    getMember,
    httpDateToText,
    ignoreBody,
    integerToText,
    isJsonObject,
    joinHeader,
    longToText,
    mediaTypeStringToText,
    parseDateTime,
    parseExactJson,
    parseQuery,
    quoteHeaderItem,
    readBigDecimal,
    readBigInteger,
    readBlob,
    readBlobPayload,
    readBoolean,
    readByte,
    readDateTime,
    readDocument,
    readDouble,
    readEpochSeconds,
    readExactJsonBody,
    readExactJsonPayload,
    readFloat,
    readHttpDate,
    readInteger,
    readJsonBody,
    readJsonPayload,
    readLabel,
    readList,
    readLong,
    readMap,
    readObject,
    readPrefixHeaders,
    readQueryParamLists,
    readQueryParams,
    readShort,
    readSparseList,
    readSparseMap,
    readStreamPayload,
    readString,
    readTextPayload,
    readUnionMember,
    refuseBody,
    requireAccepts,
    requireBytes,
    requireObject,
    requireStatus,
    setMember,
    shortToText,
    splitHeader,
    splitHttpDates,
    stringToText,
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
    writeBigDecimal,
    writeBigInteger,
    writeBlob,
    writeBoolean,
    writeByte,
    writeDateTime,
    writeDocument,
    writeDouble,
    writeEpochSeconds,
    writeFloat,
    writeHttpDate,
    writeInteger,
    writeList,
    writeLong,
    writeMap,
    writeMessageError,
    writePrefixHeaders,
    writeShort,
    writeSparseList,
    writeSparseMap,
    writeString,
};
