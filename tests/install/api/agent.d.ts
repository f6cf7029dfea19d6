import {
    CodedError,
} from "@eks-auth/server-runtime/coded-error";
import {
    ClientCertificate,
    ClientCertificate as ClientCertificate$1,
    ProxyConfigError,
    UnsafeEndpointError,
} from "@eks-auth/transport";
import {
    RequestLimit,
    RequestLimit as RequestLimit$1,
} from "@eks-auth/server-runtime/rate-limits";
type AgentErrorReason = "bad_request" | "expired_token" | "headers_too_large" | "host_not_allowed" | "invalid_token" | "method_not_allowed" | "missing_token" | "not_found" | "rate_limited" | "request_timeout" | "too_many_calls" | "unknown_key" | "internal" | "api_error" | "bad_response" | "caller_refused" | "no_caller_token" | "no_client_certificate" | "no_signing_credentials" | "unreachable" | "upstream_config_invalid";
interface ErrorResponse {
    readonly status: number;
    readonly code: string;
}
declare class AgentError extends CodedError {
    static override readonly brand: string;
    override readonly name: string;
    readonly status: number;
    readonly code: string;
    readonly reason: AgentErrorReason;
    constructor(reason: AgentErrorReason, message: string, response?: ErrorResponse);
}
declare class UpstreamError extends AgentError {
    static override readonly brand: string;
    override readonly name: string;
    readonly dropsCredentials: boolean;
    readonly requestId: string | undefined;
    readonly credentialsProblem: string | undefined;
    readonly apiReason: string | undefined;
    readonly retryAfterMs: number | undefined;
    readonly cluster: string | undefined;
    readonly apiClockOffsetMs: number | undefined;
    constructor(reason: AgentErrorReason, message: string, details?: {
        readonly response?: ErrorResponse | undefined;
        readonly dropsCredentials?: boolean | undefined;
        readonly requestId?: string | undefined;
        readonly credentialsProblem?: string | undefined;
        readonly apiReason?: string | undefined;
        readonly retryAfterMs?: number | undefined;
        readonly cluster?: string | undefined;
        readonly apiClockOffsetMs?: number | undefined;
    });
}
interface PodIdentity {
    readonly namespace: string;
    readonly serviceAccount: string;
    readonly name: string;
    readonly uid: string;
}
interface Grant {
    readonly pod: PodIdentity;
    readonly associationId: string;
    readonly accountId: string;
    readonly expiration: Date;
    readonly requestId: string | undefined;
    readonly renewal: boolean;
}
interface Refusal {
    readonly client: string;
    readonly pod: PodIdentity | undefined;
    readonly status: number;
    readonly code: string;
    readonly reason: AgentErrorReason;
    readonly message: string;
    readonly requestId: string | undefined;
    readonly credentialsProblem: string | undefined;
    readonly host: string | undefined;
}
type LogEventCode = "accept_failed" | "address_unavailable" | "caller_token_missing" | "client_certificate_missing" | "credentials_dropped" | "renewal_failed" | "request_failed" | "signing_credentials_missing";
interface LogEvent {
    readonly level: "info" | "warn" | "error";
    readonly code: LogEventCode;
    readonly message: string;
    readonly pod?: PodIdentity | undefined;
    readonly credentialsProblem?: string | undefined;
}
interface AgentHooks {
    readonly onGrant?: (grant: Grant) => void;
    readonly onRefusal?: (refusal: Refusal) => void;
    readonly onLogEvent?: (event: LogEvent) => void;
}
interface RequestLimits {
    readonly perClient: RequestLimit$1;
    readonly overall: RequestLimit$1;
}
interface ListenAddress {
    readonly host: string;
    readonly port: number;
}
declare const podIdentityAddresses: readonly ListenAddress[];
declare class ListenError extends CodedError {
    static override readonly brand: string;
    override readonly name = "ListenError";
    readonly code = "listen_failed";
    readonly address: ListenAddress;
    readonly systemCode: string | undefined;
    constructor(address: ListenAddress, systemCode: string | undefined);
}
type TokenVerifier = (token: string) => Promise<TokenVerdict | undefined>;
interface TokenVerdict {
    readonly podUid: string;
    isCurrent(): boolean;
}
interface PodCredentials {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
    readonly expiration: Date;
    readonly accountId: string;
    readonly associationId: string;
    readonly requestId: string | undefined;
}
interface Upstream {
    checkConfiguration(): Promise<void>;
    checkCallerCredentials(): Promise<void>;
    assumeRole(clusterName: string, token: string): Promise<PodCredentials>;
    close(): void;
}
interface AgentOptions {
    readonly clusterName: string;
    readonly upstream: Upstream;
    readonly listen?: readonly ListenAddress[] | undefined;
    readonly hosts?: readonly string[] | undefined;
    readonly verifyToken?: TokenVerifier | undefined;
    readonly maxPods?: number | undefined;
    readonly limits?: RequestLimits | undefined;
    readonly probes?: ListenAddress | undefined;
    readonly metrics?: ListenAddress | undefined;
    readonly hooks?: AgentHooks | undefined;
    readonly countLostLogLines?: (() => number) | undefined;
}
interface Agent {
    readonly urls: readonly string[];
    readonly probesUrl: string | undefined;
    readonly metricsUrl: string | undefined;
    clearCache(): void;
    stop(graceMs: number): Promise<void>;
}
declare function startAgent(options: AgentOptions): Promise<Agent>;
interface UpstreamOptions {
    readonly endpoint?: string | undefined;
    readonly region?: string | undefined;
    readonly ca?: string | (() => Promise<string>) | undefined;
    readonly callerToken?: (() => Promise<string>) | undefined;
    readonly clientCertificate?: (() => Promise<ClientCertificate$1>) | undefined;
    readonly sign?: boolean | undefined;
}
declare function createUpstream(options?: UpstreamOptions): Upstream;
declare class RegionError extends CodedError {
    static override readonly brand: string;
    override readonly name = "RegionError";
    readonly code: "region_missing" | "region_invalid";
    constructor(code: RegionError["code"], message: string, options?: ErrorOptions);
}
declare function findRegion(): Promise<string | undefined>;
export {
    type Agent,
    AgentError,
    type AgentErrorReason,
    type AgentHooks,
    type AgentOptions,
    type ClientCertificate,
    type Grant,
    type ListenAddress,
    ListenError,
    type LogEvent,
    type LogEventCode,
    type PodCredentials,
    type PodIdentity,
    ProxyConfigError,
    type Refusal,
    RegionError,
    type RequestLimit,
    type RequestLimits,
    type TokenVerdict,
    type TokenVerifier,
    UnsafeEndpointError,
    type Upstream,
    UpstreamError,
    type UpstreamOptions,
    createUpstream,
    findRegion,
    podIdentityAddresses,
    startAgent,
};
