import {
    IncomingMessage,
    ServerResponse,
} from "node:http";
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
interface HttpResponse {
    readonly status: number;
    readonly headers: Record<string, string>;
    readonly body: string | Uint8Array | AsyncIterable<Uint8Array>;
}
type Handler = (request: HttpRequest) => Promise<HttpResponse>;
interface TrustedProxies {
    includes(address: string): boolean;
    findClient(forwardedFor: string): string | undefined;
}
declare function trustProxies(addresses: readonly string[]): TrustedProxies;
interface NodeListenerOptions {
    readonly maxPipelinedRequests?: number;
    readonly trustedProxies?: TrustedProxies | undefined;
}
declare function createNodeListener(handler: Handler, { maxPipelinedRequests, trustedProxies }?: NodeListenerOptions): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
declare function getIncomingMessage({ hostRequest }: Pick<HttpRequest, "hostRequest">): IncomingMessage | undefined;
export {
    NodeListenerOptions,
    type TrustedProxies,
    createNodeListener,
    getIncomingMessage,
    trustProxies,
};
