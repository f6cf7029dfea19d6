import {
    IncomingMessage,
    ServerResponse,
} from "node:http";
import {
    Http2ServerRequest,
    Http2ServerResponse,
} from "node:http2";
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
interface NodeListenerOptions {
    readonly maxPipelinedRequests?: number;
    readonly trustedProxies?: TrustedProxies | undefined;
}
declare function createHttp2Listener(handler: Handler, options?: NodeListenerOptions): (request: IncomingMessage | Http2ServerRequest, response: ServerResponse | Http2ServerResponse) => Promise<void>;
declare function getHttp2ServerRequest({ hostRequest }: Pick<HttpRequest, "hostRequest">): Http2ServerRequest | undefined;
export {
    createHttp2Listener,
    getHttp2ServerRequest,
};
