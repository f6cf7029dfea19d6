import {
    NodeHttpHandler,
} from "@smithy/node-http-handler";
import {
    getEndpointFromInstructions,
} from "@smithy/core/endpoints";
interface EnvironmentProxy {
    readonly variable: string;
    readonly url: URL;
}
type Request = Parameters<NodeHttpHandler["handle"]>[0];
type Options = Parameters<NodeHttpHandler["handle"]>[1];
type Response = Awaited<ReturnType<NodeHttpHandler["handle"]>>;
interface HttpHandlerOptions {
    readonly connectionTimeoutMs: number;
    readonly timeoutMs: number;
    readonly maxResponseBytes: number;
    readonly useProxy?: boolean | undefined;
}
declare class BoundedHttpHandler {
    #private;
    readonly metadata: NodeHttpHandler["metadata"];
    constructor(options: HttpHandlerOptions);
    get proxy(): EnvironmentProxy | undefined;
    handle(request: Request, options?: Options): Promise<Response>;
    destroy(): void;
    updateHttpClientConfig(): void;
    httpHandlerConfigs(): Record<string, never>;
}
type Command = Parameters<typeof getEndpointFromInstructions>[1];
declare function checkEndpoint(client: {
    readonly config: object;
}, command: Command): Promise<void>;
export {
    BoundedHttpHandler,
    type HttpHandlerOptions,
    checkEndpoint,
};
