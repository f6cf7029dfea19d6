import {
    JsonObject,
    PathSegment,
    PathSegment as PathSegment$1,
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
    joinHeader,
    longToText,
    mediaTypeStringToText,
    quoteHeaderItem,
    readBigDecimal,
    readBigInteger,
    readBlob,
    readBoolean,
    readByte,
    readDocument,
    readDouble,
    readFloat,
    readHttpDate,
    readInteger,
    readLong,
    readShort,
    requireBytes,
    requireObject,
    shortToText,
    stringToText,
    textToBigDecimal,
    textToBigInteger,
    textToBoolean,
    textToByte,
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
    writePrefixHeaders,
    writeShort,
    writeSparseList,
    writeSparseMap,
    writeString,
} from "@eks-auth/server-runtime";
interface AwsCredentials {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string | undefined;
    readonly expiration?: Date | undefined;
}
interface BearerToken {
    readonly token: string;
    readonly expiration?: Date | undefined;
}
interface HttpResponse {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: AsyncIterable<Uint8Array>;
}
interface ReceivedResponse {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array;
    readonly stream?: AsyncIterable<Uint8Array> | undefined;
}
type RequestBody = string | Uint8Array | AsyncIterable<Uint8Array> | undefined;
interface HttpRequest {
    readonly method: string;
    readonly protocol: "https:" | "http:";
    readonly host: string;
    readonly path: string;
    readonly query: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: RequestBody;
}
declare function isStream(body: RequestBody): body is AsyncIterable<Uint8Array>;
interface SendOptions {
    readonly signal: AbortSignal | undefined;
    readonly connectionTimeoutMs: number;
}
interface Transport {
    send(request: HttpRequest, options: SendOptions): Promise<HttpResponse>;
    close(): void;
}
interface Platform {
    readonly createTransport: (options: PlatformTransportOptions) => Transport;
    readonly sha256: (data: Uint8Array | string) => string | Promise<string>;
    readonly hmac: {
        (key: Uint8Array | string, text: string): Uint8Array | Promise<Uint8Array>;
        (key: Uint8Array | string, text: string, encoding: "hex"): string | Promise<string>;
    };
    readonly createUuid: () => string;
    readonly userAgent: string;
    readonly userAgentHeader: "user-agent" | "x-amz-user-agent";
}
interface PlatformTransportOptions {
    readonly agent?: ConnectionAgent | ((request: AgentRequest) => ConnectionAgent | Promise<ConnectionAgent>) | undefined;
}
interface ConnectionAgent {
    destroy(): void;
}
interface AgentRequest {
    readonly protocol: "https:" | "http:";
    readonly host: string;
}
interface ResponseFacts {
    readonly status: number;
    readonly requestId: string | undefined;
    readonly headers: Readonly<Record<string, string>>;
}
declare abstract class ClientError extends Error {
    abstract readonly code: string;
    attempts: number;
}
declare abstract class ReceivedError extends ClientError implements ResponseFacts {
    readonly status: number;
    readonly requestId: string | undefined;
    readonly headers: Readonly<Record<string, string>>;
    constructor(message: string, response: Pick<HttpResponse, "status" | "headers">, properties: object);
}
declare class ServiceError extends ReceivedError {
    readonly name: string;
    readonly code: string;
    retryable?: "transient" | "throttling";
    constructor(name: string, message: string, response: Pick<HttpResponse, "status" | "headers">);
}
interface RequestParts {
    readonly path: string;
    readonly query?: string | undefined;
    readonly headers?: Readonly<Record<string, string>> | undefined;
    readonly body?: RequestBody;
    readonly toHost?: ((host: string) => string) | undefined;
}
interface GetIdentity {
    (option: "credentials"): Promise<AwsCredentials | null | undefined>;
    (option: "token"): Promise<BearerToken | null | undefined>;
}
type AuthScheme = (request: HttpRequest, getIdentity: GetIdentity, endpoint: Endpoint, date: Date, platform: Platform) => Promise<HttpRequest | undefined>;
interface OutputStream {
    readonly receive: (response: HttpResponse, maxBytes: number, attempts: number) => Promise<ReceivedResponse>;
    readonly joinSignals: (limits: AbortSignal, caller: AbortSignal | undefined) => AbortSignal;
}
type EndpointParameters = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
interface Operation<Input, Output> {
    readonly method: string;
    readonly write: (input: Input) => RequestParts | Promise<RequestParts>;
    readonly read: (response: ReceivedResponse) => Output;
    readonly errors: Readonly<Record<string, ErrorClass>>;
    readonly outputStream?: OutputStream;
    readonly auth?: readonly AuthScheme[];
    readonly endpointParameters?: (input: Input) => EndpointParameters;
}
type ErrorClass = new (name: string, message: string, response: ReceivedResponse) => ServiceError;
interface Endpoint {
    readonly url: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly signingRegion?: string | undefined;
    readonly signingName?: string | undefined;
}
interface ServiceDefinition<Parameters = EndpointParameters> {
    readonly id: string;
    readonly signingName: string | undefined;
    readonly auth: readonly AuthScheme[];
    readonly resolveEndpoint: (parameters: Parameters) => Endpoint;
}
declare const bearer: AuthScheme;
declare const noAuth: AuthScheme;
declare const sigV4: AuthScheme;
declare function collectBody(parts: RequestParts): Promise<RequestParts>;
declare function compressBody(parts: RequestParts): Promise<RequestParts>;
declare function addContentMd5(parts: RequestParts | Promise<RequestParts>): Promise<RequestParts>;
declare function contentMd5(body?: string | Uint8Array): string;
declare const outputStream: OutputStream;
declare function writeLabel(value: string, name: string): string;
declare function writeGreedyLabel(value: string, name: string): string;
declare function prefixHost(prefix: string): (host: string) => string;
declare function writeHostLabel(value: string, name: string): string;
type QueryParameters = Map<string, string | readonly string[]>;
declare function addQueryParams(query: QueryParameters, value: Readonly<Record<string, string | readonly string[]>>, name: string): void;
declare function writeQuery(query: QueryParameters): string;
type ReadText<T> = (text: string, location: string) => T;
declare function readHeader<T extends string = string>({ headers }: ReceivedResponse, name: string): T | undefined;
declare function readHeaderValue<T>(response: ReceivedResponse, name: string, read: ReadText<T>): T | undefined;
declare function readHeaderList<T>(response: ReceivedResponse, name: string, read: ReadText<T>): T[] | undefined;
declare function readHeaderDates(response: ReceivedResponse, name: string): Date[] | undefined;
declare function textToString<T extends string = string>(text: string): T;
declare function textToDateTime(text: string, location: string): Date;
declare function readPrefixHeaders({ headers }: ReceivedResponse, prefix: string): Record<string, string> | undefined;
type ReadValue<T> = (value: unknown, path: string, name: PathSegment$1) => T;
interface ReadMember {
    <T>(name: string, read: ReadValue<T>): T | undefined;
    <T>(name: string, read: ReadValue<T>, empty: unknown): T;
}
declare function readMembers(value?: unknown, path?: string, name?: PathSegment$1): ReadMember;
declare function dropAbsent<T extends object>(members: T): T;
declare function readList<T>(value: unknown, path: string, name: PathSegment$1, readItem: ReadValue<T | undefined>): T[];
declare function readSparseList<T>(value: unknown, path: string, name: PathSegment$1, readItem: ReadValue<T | undefined>): (T | null)[];
declare function readMap<T>(value: unknown, path: string, name: PathSegment$1, readContent: ReadValue<T | undefined>): Record<string, T>;
declare function readSparseMap<T>(value: unknown, path: string, name: PathSegment$1, readContent: ReadValue<T | undefined>): Record<string, T | null>;
declare function readPayload<T>(value: unknown, name: string, read: ReadValue<T>): T | undefined;
declare function readTextPayload<T extends string = string>({ body }: ReceivedResponse): T | undefined;
declare function readBlobPayload({ body }: ReceivedResponse): Uint8Array | undefined;
declare function leaveUnsigned(parts: RequestParts | Promise<RequestParts>): Promise<RequestParts>;
interface FailedTry {
    readonly error: unknown;
    readonly attempts: number;
    readonly delayMs: number | undefined;
}
interface ClientOptions extends PlatformTransportOptions {
    readonly region?: string | undefined;
    readonly endpoint?: string | undefined;
    readonly useFipsEndpoint?: boolean | undefined;
    readonly useDualstackEndpoint?: boolean | undefined;
    readonly credentials?: AwsCredentials | (() => Promise<AwsCredentials>) | null | undefined;
    readonly token?: BearerToken | (() => Promise<BearerToken>) | undefined;
    readonly headers?: Readonly<Record<string, string>> | (() => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>) | undefined;
    readonly maxAttempts?: number | undefined;
    readonly retryDelay?: ((failed: FailedTry) => number | undefined) | undefined;
    readonly connectionTimeoutMs?: number | undefined;
    readonly tryTimeoutMs?: number | undefined;
    readonly timeoutMs?: number | undefined;
    readonly maxResponseBytes?: number | undefined;
    readonly userAgent?: string | undefined;
    readonly transport?: Transport | undefined;
}
interface CallOptions {
    readonly signal?: AbortSignal | undefined;
    readonly headers?: Readonly<Record<string, string>> | undefined;
}
interface ResponseMetadata {
    readonly status: number;
    readonly requestId: string | undefined;
    readonly attempts: number;
    readonly headers: Readonly<Record<string, string>>;
}
type WithMetadata<Output> = Output & {
    readonly $metadata: ResponseMetadata;
};
interface Client {
    call<Input, Output extends object>(operation: Operation<Input, Output>, input: Input, options?: CallOptions): Promise<WithMetadata<Output>>;
    close(): void;
}
declare function createClient(service: ServiceDefinition<never>, options: ClientOptions, platform: Platform): Client;
declare function percentEncode(text: string): string;
declare function isValidHostLabel(text: string, allowSubDomains?: boolean): boolean;
declare function checkRegion(region: string | undefined): void;
interface Arn {
    readonly partition: string;
    readonly service: string;
    readonly region: string;
    readonly accountId: string;
    readonly resourceId: readonly string[];
}
declare function parseArn(text: string): Arn | undefined;
interface UrlParts {
    readonly scheme: string;
    readonly authority: string;
    readonly path: string;
    readonly normalizedPath: string;
    readonly isIp: boolean;
}
declare function parseUrl(text: string): UrlParts | undefined;
declare function isVirtualHostableS3Bucket(bucket: string, allowSubDomains: boolean): boolean;
declare function substring(text: string, start: number, stop: number, reverse: boolean): string | undefined;
declare function split(text: string, delimiter: string, limit: number): readonly string[];
declare class ConnectionError extends ClientError {
    override readonly name = "ConnectionError";
    readonly code = "connection_failed";
    readonly systemCode: string | undefined;
    constructor(host: string, cause: unknown);
}
declare class CredentialsError extends ClientError {
    override readonly name = "CredentialsError";
    readonly code = "no_credentials";
}
declare class EndpointError extends ClientError {
    override readonly name = "EndpointError";
    readonly code = "invalid_endpoint";
}
declare class ResponseError extends ReceivedError {
    readonly name: "ResponseError";
    readonly code: "invalid_response" | "response_too_large";
    constructor(reason: string, response: Pick<HttpResponse, "status" | "headers">, code?: ResponseError["code"]);
}
type LimitedStep = "connection" | "try" | "call";
declare class TimeoutError extends ClientError {
    override readonly name = "TimeoutError";
    readonly code = "timeout";
    readonly step: LimitedStep;
    constructor(step: LimitedStep, milliseconds: number);
}
declare function parseBody({ body }: ReceivedResponse, parseText?: (text: string) => unknown): unknown;
declare function parseExactBody(response: ReceivedResponse): unknown;
declare const readString: ReadValue<string>;
declare const readEnum: <T extends string>(...parameters: Parameters<ReadValue<T>>) => T;
declare const readIntEnum: <T extends number>(...parameters: Parameters<ReadValue<T>>) => T;
declare function readEpochSeconds(value: unknown, path: string, name: PathSegment$1): Date;
declare function readDateTime(value: unknown, path: string, name: PathSegment$1): Date;
interface PaginationOptions extends CallOptions {
    readonly stopOnSameToken?: boolean | undefined;
}
interface SizedPaginationOptions extends PaginationOptions {
    readonly pageSize?: number | undefined;
}
declare function paginate<Input extends object, Output>(input: Input, inputToken: keyof Input, options: PaginationOptions, call: (input: Input, options: CallOptions) => Promise<Output>, readToken: (output: Output) => unknown): AsyncGenerator<Output, void, undefined>;
declare function sign(request: HttpRequest, credentials: AwsCredentials, target: string, date: Date, { sha256, hmac }: Pick<Platform, "sha256" | "hmac">): Promise<HttpRequest>;
declare function project<Item, Result>(list: readonly Item[] | undefined, evaluate: (item: Item) => Result): NonNullable<Result>[] | undefined;
declare function allEqual(list: readonly unknown[] | undefined, expected: string): boolean;
declare function anyEqual(list: readonly unknown[] | undefined, expected: string): boolean;
type WaiterState = "success" | "failure" | "retry";
interface WaiterOptions extends CallOptions {
    readonly maxWaitMs: number;
    readonly minDelayMs?: number | undefined;
    readonly maxDelayMs?: number | undefined;
}
interface Waiter<Output> {
    readonly name: string;
    readonly minDelay: number;
    readonly maxDelay: number;
    readonly matchOutput: (output: Output) => WaiterState | undefined;
    readonly matchError: (error: ServiceError) => WaiterState | undefined;
}
declare function waitUntil<Output>(waiter: Waiter<Output>, options: WaiterOptions, call: (options: CallOptions) => Promise<Output>): Promise<Output | undefined>;
declare class WaiterError extends ClientError {
    override readonly name = "WaiterError";
    readonly code: "waiter_failed" | "waiter_timeout";
    readonly output: unknown;
    constructor(code: WaiterError["code"], message: string, output: unknown, cause?: unknown);
}
export {
    type AgentRequest,
    type AuthScheme,
    type AwsCredentials,
    type BearerToken,
    type CallOptions,
    type Client,
    ClientError,
    type ClientOptions,
    type ConnectionAgent,
    ConnectionError,
    CredentialsError,
    type Endpoint,
    EndpointError,
    type EndpointParameters,
    type ErrorClass,
    type FailedTry,
    type GetIdentity,
    type HttpRequest,
    type HttpResponse,
    type JsonObject,
    type Operation,
    type OutputStream,
    type PaginationOptions,
    type PathSegment,
    type Platform,
    type PlatformTransportOptions,
    QueryParameters,
    ReadMember,
    ReadValue,
    type ReceivedResponse,
    type RequestBody,
    type RequestParts,
    ResponseError,
    type ResponseMetadata,
    type SendOptions,
    type ServiceDefinition,
    ServiceError,
    type SizedPaginationOptions,
    TimeoutError,
    type Transport,
    type Waiter,
    WaiterError,
    type WaiterOptions,
    type WaiterState,
    type WithMetadata,
    addContentMd5,
    addQueryParams,
    allEqual,
    anyEqual,
    bearer,
    bigDecimalToText,
    bigIntegerToText,
    booleanToText,
    byteToText,
    checkRegion,
    collectBody,
    compressBody,
    contentMd5,
    createClient,
    dateTimeToText,
    doubleToText,
    dropAbsent,
    epochSecondsToText,
    floatToText,
    httpDateToText,
    integerToText,
    type isStream,
    isValidHostLabel,
    isVirtualHostableS3Bucket,
    joinHeader,
    leaveUnsigned,
    longToText,
    mediaTypeStringToText,
    noAuth,
    outputStream,
    paginate,
    parseArn,
    parseBody,
    parseExactBody,
    parseUrl,
    percentEncode,
    prefixHost,
    project,
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
    readEnum,
    readEpochSeconds,
    readFloat,
    readHeader,
    readHeaderDates,
    readHeaderList,
    readHeaderValue,
    readHttpDate,
    readIntEnum,
    readInteger,
    readList,
    readLong,
    readMap,
    readMembers,
    readPayload,
    readPrefixHeaders,
    readShort,
    readSparseList,
    readSparseMap,
    readString,
    readTextPayload,
    requireBytes,
    requireObject,
    shortToText,
    sigV4,
    sign,
    split,
    stringToText,
    substring,
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
    textToString,
    waitUntil,
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
    writeGreedyLabel,
    writeHostLabel,
    writeHttpDate,
    writeInteger,
    writeLabel,
    writeList,
    writeLong,
    writeMap,
    writePrefixHeaders,
    writeQuery,
    writeShort,
    writeSparseList,
    writeSparseMap,
    writeString,
};
