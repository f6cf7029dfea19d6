import {
    CodedError,
} from "@eks-auth/server-runtime/coded-error";
import {
    Readable,
} from "node:stream";
import {
    Agent,
    IncomingMessage,
} from "node:http";
interface EnvironmentProxy {
    readonly variable: string;
    readonly url: URL;
}
declare function describeProxy({ url, variable }: EnvironmentProxy): string;
declare class ProxyConfigError extends CodedError {
    static override readonly brand: string;
    override readonly name = "ProxyConfigError";
    readonly code = "proxy_config_invalid";
    constructor(variable: string);
}
declare class ProxyRefusedError extends CodedError {
    static override readonly brand: string;
    override readonly name = "ProxyRefusedError";
    readonly code = "proxy_refused";
    readonly status: number;
    readonly $retryable: object | undefined;
    constructor(status: number);
}
type Environment = Readonly<Record<string, string | undefined>>;
declare function findProxy(server: URL | string, environment?: Environment): EnvironmentProxy | undefined;
declare function findProxyVariable(server: URL | string, environment?: Environment): string | undefined;
declare class CaCertificatesError extends CodedError {
    static override readonly brand: string;
    override readonly name = "CaCertificatesError";
    readonly code = "ca_certificates_invalid";
}
declare function checkCaCertificates(text: string): void;
declare const callerTokenHeader = "x-eks-auth-caller-token";
declare function createCallerHeaders(token: string | undefined): Readonly<Record<string, string>>;
interface RoundTrip {
    readonly sentAt: number;
    readonly receivedAt: number;
}
declare const maxClockOffsetMs = 6e4;
declare function measureClockOffset(date: string | undefined, { sentAt, receivedAt }: RoundTrip): number | undefined;
declare function describeClockOffset(offsetMs: number | undefined): string | undefined;
declare class UnsafeEndpointError extends CodedError {
    static override readonly brand: string;
    override readonly name = "UnsafeEndpointError";
    readonly code = "endpoint_unsafe";
    constructor(host: string | undefined, source?: string);
}
declare const endpointSources = "The AWS SDK takes it from AWS_ENDPOINT_URL_STS or the like, from AWS_ENDPOINT_URL, or from endpoint_url in its configuration file.";
declare class InvalidEndpointError extends CodedError {
    static override readonly brand: string;
    override readonly name = "InvalidEndpointError";
    readonly code = "endpoint_invalid";
    constructor(reason: string);
}
declare function requireSafeEndpoint(endpoint: string | URL, source?: string): void;
interface ClientCertificate {
    readonly certificate: string;
    readonly privateKey: string;
}
declare class ResponseTooLargeError extends CodedError {
    static override readonly brand: string;
    override readonly name = "ResponseTooLargeError";
    readonly code = "response_too_large";
    readonly maxBytes: number;
    constructor(maxBytes: number);
}
declare function readBody(body: Readable, maxBytes: number): Promise<Buffer<ArrayBuffer>>;
interface ConnectionOptions {
    readonly ca?: string | undefined;
    readonly maxSockets: number;
}
declare function openConnections(url: URL, { ca, maxSockets }: ConnectionOptions): Promise<Agent>;
interface RequestOptions {
    readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string | undefined;
    readonly connections: Agent;
    readonly signal: AbortSignal;
}
declare function sendRequest(url: URL, { method, headers, body, connections, signal }: RequestOptions): Promise<IncomingMessage>;
interface GetOptions {
    readonly headers: Readonly<Record<string, string>>;
    readonly ca?: string | undefined;
    readonly signal: AbortSignal;
}
declare function sendGet(url: URL, options: GetOptions): Promise<IncomingMessage>;
interface ServerConnectionOptions {
    readonly ca?: string | undefined;
    readonly useProxy?: boolean | undefined;
    readonly proxyTimeoutMs: number;
}
declare class ServerConnections {
    #private;
    constructor(options: ServerConnectionOptions);
    set ca(ca: string | undefined);
    set clientCertificate(certificate: ClientCertificate | undefined);
    get proxy(): EnvironmentProxy | undefined;
    to(server: string): Promise<Agent>;
    close(): void;
}
export {
    CaCertificatesError,
    type ClientCertificate,
    type ConnectionOptions,
    type EnvironmentProxy,
    type GetOptions,
    InvalidEndpointError,
    ProxyConfigError,
    ProxyRefusedError,
    type RequestOptions,
    ResponseTooLargeError,
    type RoundTrip,
    type ServerConnectionOptions,
    ServerConnections,
    UnsafeEndpointError,
    callerTokenHeader,
    checkCaCertificates,
    createCallerHeaders,
    describeClockOffset,
    describeProxy,
    endpointSources,
    findProxy,
    findProxyVariable,
    maxClockOffsetMs,
    measureClockOffset,
    openConnections,
    readBody,
    requireSafeEndpoint,
    sendGet,
    sendRequest,
};
