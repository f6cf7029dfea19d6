import {
    AssumeRoleForPodIdentityRequest,
    AssumeRoleForPodIdentityRequest as AssumeRoleForPodIdentityRequest$1,
    AssumeRoleForPodIdentityResponse,
    AssumeRoleForPodIdentityResponse as AssumeRoleForPodIdentityResponse$1,
    AssumedRoleUser,
    Credentials,
    PodIdentityAssociation,
    Subject,
} from "@eks-auth/types";
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
interface SendOptions {
    readonly signal: AbortSignal | undefined;
    readonly connectionTimeoutMs: number;
}
interface Transport {
    send(request: HttpRequest, options: SendOptions): Promise<HttpResponse>;
    close(): void;
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
interface Endpoint {
    readonly url: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly signingRegion?: string | undefined;
    readonly signingName?: string | undefined;
}
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
type EKSAuthOptions = ClientOptions;
declare class EKSAuth {
    #private;
    constructor(options?: EKSAuthOptions);
    assumeRoleForPodIdentity(input: AssumeRoleForPodIdentityRequest$1, options?: CallOptions): Promise<WithMetadata<AssumeRoleForPodIdentityResponse$1>>;
    close(): void;
}
interface EndpointParameters {
    readonly region?: string | undefined;
    readonly useFipsEndpoint?: boolean | undefined;
    readonly endpoint?: string | undefined;
}
declare function resolveEndpoint(parameters: EndpointParameters): Endpoint;
declare class AccessDeniedException extends ServiceError {
    readonly name: "AccessDeniedException";
}
declare class ExpiredTokenException extends ServiceError {
    readonly name: "ExpiredTokenException";
}
declare class InternalServerException extends ServiceError {
    readonly name: "InternalServerException";
}
declare class InvalidParameterException extends ServiceError {
    readonly name: "InvalidParameterException";
}
declare class InvalidRequestException extends ServiceError {
    readonly name: "InvalidRequestException";
}
declare class InvalidTokenException extends ServiceError {
    readonly name: "InvalidTokenException";
}
declare class ResourceNotFoundException extends ServiceError {
    readonly name: "ResourceNotFoundException";
}
declare class ServiceUnavailableException extends ServiceError {
    readonly name: "ServiceUnavailableException";
}
declare class ThrottlingException extends ServiceError {
    readonly name: "ThrottlingException";
}
export {
    AccessDeniedException,
    type AssumeRoleForPodIdentityRequest,
    type AssumeRoleForPodIdentityResponse,
    type AssumedRoleUser,
    type AwsCredentials,
    type BearerToken,
    type CallOptions,
    ClientError,
    type ClientOptions,
    ConnectionError,
    type Credentials,
    CredentialsError,
    EKSAuth,
    type EKSAuthOptions,
    EndpointError,
    type EndpointParameters,
    ExpiredTokenException,
    type FailedTry,
    type HttpRequest,
    type HttpResponse,
    InternalServerException,
    InvalidParameterException,
    InvalidRequestException,
    InvalidTokenException,
    type PodIdentityAssociation,
    ResourceNotFoundException,
    ResponseError,
    type ResponseMetadata,
    type SendOptions,
    ServiceError,
    ServiceUnavailableException,
    type Subject,
    ThrottlingException,
    TimeoutError,
    type Transport,
    type WithMetadata,
    resolveEndpoint,
};
