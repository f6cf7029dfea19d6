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
declare const platform: Platform;
export {
    platform,
};
