interface HttpResponse {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: AsyncIterable<Uint8Array>;
}
interface ReceivedResponse {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array;
    readonly stream: AsyncIterable<Uint8Array> | undefined;
}
declare abstract class ClientError extends Error {
    abstract readonly code: string;
    attempts: number;
}
declare class ServiceError extends ClientError {
    override readonly name: string;
    readonly status: number;
    readonly requestId: string | undefined;
    readonly headers: Readonly<Record<string, string>>;
    constructor(name: string, message: string, response: Pick<ReceivedResponse, "status" | "headers">);
    get code(): string;
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
interface RequestParts {
    readonly path: string;
    readonly query?: string | undefined;
    readonly headers?: Readonly<Record<string, string>> | undefined;
    readonly body?: RequestBody;
    readonly hostPrefix?: string | undefined;
}
type AuthScheme = "sigv4" | "bearer" | "none";
type EndpointParameters = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
interface Operation<Input, Output> {
    readonly name: string;
    readonly method: string;
    readonly write: (input: Input) => RequestParts;
    readonly read: (response: ReceivedResponse) => Output;
    readonly errors: Readonly<Record<string, ReadError>>;
    readonly streamsOutput?: true;
    readonly unsignedPayload?: true;
    readonly requiresChecksum?: true;
    readonly auth?: readonly AuthScheme[];
    readonly endpointParameters?: (input: Input) => EndpointParameters;
}
type ReadError = (response: ReceivedResponse) => ServiceError;
interface Endpoint {
    readonly url: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly signingRegion?: string | undefined;
    readonly signingName?: string | undefined;
}
interface ServiceDefinition {
    readonly id: string;
    readonly signingName: string | undefined;
    readonly auth: readonly AuthScheme[];
    readonly resolveEndpoint: (parameters: EndpointParameters) => Endpoint;
}
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
    readonly sha256: (data: Uint8Array | string) => Uint8Array | Promise<Uint8Array>;
    readonly hmacSha256: (key: Uint8Array | string, data: string) => Uint8Array | Promise<Uint8Array>;
    readonly userAgent: string;
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
interface FailedTry {
    readonly error: unknown;
    readonly attempts: number;
    readonly delayMs: number | undefined;
}
interface ClientOptions extends PlatformTransportOptions {
    readonly region?: string | undefined;
    readonly endpoint?: string | undefined;
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
declare class ConnectionError extends ClientError {
    override readonly name = "ConnectionError";
    readonly code = "connection_failed";
    readonly systemCode: string | undefined;
    constructor(host: string, cause: unknown);
}
export {
    type AgentRequest,
    type AuthScheme,
    type AwsCredentials,
    type BearerToken,
    type CallOptions,
    ClientError,
    type ClientOptions,
    type ConnectionAgent,
    ConnectionError,
    type Endpoint,
    type EndpointParameters,
    type FailedTry,
    type HttpRequest,
    type HttpResponse,
    type Operation,
    type Platform,
    type PlatformTransportOptions,
    type ReadError,
    type ReceivedResponse,
    type RequestBody,
    type RequestParts,
    type ResponseMetadata,
    type SendOptions,
    type ServiceDefinition,
    ServiceError,
    type Transport,
    type WithMetadata,
};
