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
interface ClientCertificate {
    readonly certificate: string;
    readonly privateKey: string;
}
type Request = Parameters<NodeHttpHandler["handle"]>[0];
type Options = Parameters<NodeHttpHandler["handle"]>[1];
type Response = Awaited<ReturnType<NodeHttpHandler["handle"]>>;
interface HttpHandlerOptions {
    readonly ca?: string | undefined;
    readonly connectionTimeoutMs: number;
    readonly timeoutMs: number;
    readonly maxResponseBytes: number;
    readonly useProxy?: boolean | undefined;
}
declare class BoundedHttpHandler {
    #private;
    readonly metadata: NodeHttpHandler["metadata"];
    constructor(options: HttpHandlerOptions);
    set ca(ca: string | undefined);
    set clientCertificate(certificate: ClientCertificate | undefined);
    get proxy(): EnvironmentProxy | undefined;
    handle(request: Request, options?: Options): Promise<Response>;
    destroy(): void;
    updateHttpClientConfig(): void;
    httpHandlerConfigs(): Record<string, never>;
}
interface Command$1 {
    readonly middlewareStack: {
        add(middleware: (next: any) => (args: any) => any, options: BuildStep): void;
    };
}
interface BuildStep {
    readonly step: "build";
    readonly name: string;
}
declare function addCallerToken(command: Command$1, token: string | undefined): void;
type Command = Parameters<typeof getEndpointFromInstructions>[1];
declare function checkEndpoint(client: {
    readonly config: object;
}, command: Command): Promise<void>;
interface SigningOptions {
    readonly region: string;
    readonly httpAuthSchemeProvider: () => {
        schemeId: string;
    }[];
    readonly httpAuthSchemes: {
        schemeId: string;
        identityProvider: () => () => Promise<Record<string, never>>;
        signer: {
            sign<Request>(request: Request): Promise<Request>;
        };
    }[];
}
declare const withoutSignature: SigningOptions;
export {
    BoundedHttpHandler,
    type ClientCertificate,
    type HttpHandlerOptions,
    addCallerToken,
    checkEndpoint,
    withoutSignature,
};
