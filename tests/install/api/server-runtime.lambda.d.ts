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
interface EventHeaders {
    readonly headers?: Readonly<Record<string, string | undefined>> | null | undefined;
    readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | undefined>> | null | undefined;
}
interface EventQuery {
    readonly queryStringParameters?: Readonly<Record<string, string | undefined>> | null | undefined;
    readonly multiValueQueryStringParameters?: Readonly<Record<string, readonly string[] | undefined>> | null | undefined;
}
interface LambdaAuthentication {
    readonly clientCert?: {
        readonly clientCertPem?: string | undefined;
    } | null | undefined;
}
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
        readonly requestId?: string | undefined;
        readonly authorizer?: object | null | undefined;
        readonly authentication?: LambdaAuthentication | null | undefined;
    };
}
interface LambdaProxyEvent extends EventHeaders, EventQuery {
    readonly version?: string | undefined;
    readonly httpMethod: string;
    readonly path: string;
    readonly body?: string | null | undefined;
    readonly isBase64Encoded?: boolean | undefined;
    readonly requestContext: {
        readonly stage?: string | undefined;
        readonly identity?: LambdaAuthentication & {
            readonly sourceIp?: string | null | undefined;
        };
        readonly requestId?: string | undefined;
        readonly authorizer?: object | null | undefined;
    };
}
type LambdaEvent = LambdaHttpEvent | LambdaProxyEvent | LambdaBalancerEvent;
interface LambdaBalancerEvent extends EventHeaders, EventQuery {
    readonly httpMethod: string;
    readonly path: string;
    readonly body?: string | null | undefined;
    readonly isBase64Encoded?: boolean | undefined;
    readonly requestContext: {
        readonly elb: object;
        readonly requestId?: undefined;
        readonly authorizer?: undefined;
    };
}
interface LambdaHttpResult {
    statusCode: number;
    headers: Record<string, string>;
    body: string;
    isBase64Encoded: boolean;
}
interface LambdaProxyResult extends Omit<LambdaHttpResult, "headers"> {
    headers?: Record<string, string>;
    multiValueHeaders?: Record<string, string[]>;
    statusDescription?: string;
}
interface LambdaHandler {
    (event: LambdaHttpEvent): Promise<LambdaHttpResult>;
    (event: LambdaProxyEvent | LambdaBalancerEvent): Promise<LambdaProxyResult>;
}
declare function createLambdaHandler(handler: Handler): LambdaHandler;
declare function getLambdaEvent({ hostRequest }: Pick<HttpRequest, "hostRequest">): LambdaEvent | undefined;
export {
    type LambdaAuthentication,
    type LambdaBalancerEvent,
    type LambdaEvent,
    LambdaHandler,
    type LambdaHttpEvent,
    type LambdaHttpResult,
    type LambdaProxyEvent,
    type LambdaProxyResult,
    createLambdaHandler,
    getLambdaEvent,
};
