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
interface FetchHandlerOptions<HostArguments extends unknown[]> {
    readonly findPeer?: (request: Request, ...host: HostArguments) => Peer | undefined;
}
declare function createFetchHandler<HostArguments extends unknown[] = [
]>(handler: Handler, { findPeer }?: FetchHandlerOptions<HostArguments>): (request: Request, ...host: HostArguments) => Promise<Response>;
declare function getFetchRequest({ hostRequest }: Pick<HttpRequest, "hostRequest">): Request | undefined;
declare function getHostArguments<HostArguments extends readonly unknown[]>({ hostRequest }: Pick<HttpRequest, "hostRequest">): HostArguments | undefined;
export {
    FetchHandlerOptions,
    createFetchHandler,
    getFetchRequest,
    getHostArguments,
};
