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
interface NodeListenerOptions {
    readonly maxPipelinedRequests?: number;
    readonly trustedProxies?: readonly string[];
}
declare function createNodeListener(handler: Handler, { maxPipelinedRequests, trustedProxies }?: NodeListenerOptions): (request: IncomingMessage | Http2ServerRequest, response: ServerResponse | Http2ServerResponse) => Promise<void>;
declare function getIncomingMessage({ hostRequest }: Pick<HttpRequest, "hostRequest">): IncomingMessage | undefined;
declare function getHttp2ServerRequest({ hostRequest }: Pick<HttpRequest, "hostRequest">): Http2ServerRequest | undefined;
export {
    NodeListenerOptions,
    createNodeListener,
    getHttp2ServerRequest,
    getIncomingMessage,
};
