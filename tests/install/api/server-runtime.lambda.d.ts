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
interface LambdaHttpEvent {
    readonly rawPath: string;
    readonly rawQueryString: string;
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly cookies?: readonly string[] | undefined;
    readonly body?: string | undefined;
    readonly isBase64Encoded: boolean;
    readonly requestContext: {
        readonly stage: string;
        readonly http: {
            readonly method: string;
            readonly sourceIp?: string | undefined;
        };
        readonly authorizer?: object | null | undefined;
        readonly authentication?: LambdaAuthentication | null | undefined;
    };
}
interface LambdaAuthentication {
    readonly clientCert?: {
        readonly clientCertPem?: string | undefined;
    } | null | undefined;
}
interface LambdaHttpResult {
    statusCode: number;
    headers: Record<string, string>;
    body: string;
    isBase64Encoded: boolean;
}
declare function createLambdaHandler(handler: Handler): (event: LambdaHttpEvent) => Promise<LambdaHttpResult>;
declare function getLambdaEvent({ hostRequest }: Pick<HttpRequest, "hostRequest">): LambdaHttpEvent | undefined;
export {
    type LambdaAuthentication,
    type LambdaHttpEvent,
    type LambdaHttpResult,
    createLambdaHandler,
    getLambdaEvent,
};
