interface PodIdentity {
    readonly namespace: string;
    readonly serviceAccount: string;
    readonly name: string;
    readonly uid: string;
}
declare class AgentError extends Error {
    override readonly name = "AgentError";
    readonly status: number;
    readonly code: string;
    constructor(status: number, code: string, message: string);
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
    readonly reason: string;
    readonly requestId: string | undefined;
    readonly credentialsProblem: string | undefined;
}
interface LogEvent {
    readonly level: "info" | "warn" | "error";
    readonly message: string;
    readonly pod?: PodIdentity | undefined;
    readonly credentialsProblem?: string | undefined;
}
interface AgentHooks {
    readonly onGrant?: (issue: Grant) => void;
    readonly onRefusal?: (refusal: Refusal) => void;
    readonly onLogEvent?: (notice: LogEvent) => void;
}
interface RequestLimit {
    readonly perSecond: number;
    readonly burst: number;
}
interface RequestLimits {
    readonly perClient: RequestLimit;
    readonly overall: RequestLimit;
}
interface ListenAddress {
    readonly host: string;
    readonly port: number;
}
declare const podIdentityAddresses: readonly ListenAddress[];
type TokenVerifier = (token: string) => Promise<string | undefined>;
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
    checkSigningCredentials(): Promise<void>;
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
}
interface Agent {
    readonly urls: readonly string[];
    readonly probesUrl: string | undefined;
    readonly metricsUrl: string | undefined;
    stop(graceMs: number): Promise<void>;
}
declare function startAgent(options: AgentOptions): Promise<Agent>;
declare class ListenError extends Error {
    override readonly name = "ListenError";
    readonly address: ListenAddress;
    readonly code: string | undefined;
    constructor(address: ListenAddress, code: string | undefined);
}
interface UpstreamOptions {
    readonly endpoint?: string | undefined;
    readonly region?: string | undefined;
    readonly ca?: string | undefined;
    readonly sign?: boolean | undefined;
}
declare function createUpstream({ endpoint, region, ca, sign }?: UpstreamOptions): Upstream;
declare class ProxyConfigError extends Error {
    override readonly name = "ProxyConfigError";
    constructor(variable: string);
}
declare class UpstreamError extends AgentError {
    readonly dropsCredentials: boolean;
    readonly requestId: string | undefined;
    readonly credentialsProblem: string | undefined;
    constructor(answer: {
        readonly status: number;
        readonly code: string;
        readonly message: string;
    }, about: {
        readonly dropsCredentials: boolean;
        readonly requestId?: string | undefined;
        readonly credentialsProblem?: string | undefined;
    });
}
export {
    type Agent,
    AgentError,
    type AgentHooks,
    type AgentOptions,
    type Grant,
    type ListenAddress,
    ListenError,
    type LogEvent,
    type PodCredentials,
    type Refusal,
    type RequestLimit,
    type RequestLimits,
    type PodIdentity,
    type TokenVerifier,
    ProxyConfigError,
    type Upstream,
    UpstreamError,
    type UpstreamOptions,
    createUpstream,
    podIdentityAddresses,
    startAgent,
};
