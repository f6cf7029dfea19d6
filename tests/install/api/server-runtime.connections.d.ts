import {
    Socket,
} from "node:net";
import {
    IncomingMessage,
    Server,
    ServerResponse,
} from "node:http";
import {
    Http2SecureServer,
    Http2Server,
} from "node:http2";
interface LoadLimit {
    hasRoom(address: string): boolean;
    start(address: string): number;
    end(address: string, started: number): void;
}
interface ConnectionLimits {
    readonly maxConnections?: number;
    readonly maxConnectionsPerAddress?: number;
    readonly maxConnectionsPerSecondPerAddress?: number | undefined;
    readonly exemptAddresses?: readonly string[];
    readonly onClose?: (address: string, limit: ConnectionLimit) => void;
}
type ConnectionLimit = "maxConnections" | "maxConnectionsPerAddress" | "maxConnectionsPerSecondPerAddress";
declare function limitConnections(server: Server | Http2Server | Http2SecureServer, limits?: ConnectionLimits): void;
interface Usage {
    readonly elapsedMs: number;
    readonly activeMs: number;
    readonly cpuMs: number;
}
declare class LoadMeter {
    #private;
    constructor(maxWorkMs: number, read?: () => Usage);
    get limit(): number;
    start(): void;
    measure(requests: number): boolean;
}
interface LoadShedderOptions {
    readonly maxQueueMs?: number;
    readonly maxWorkMs?: number;
    readonly onShed?: (refused: "connection" | "request") => void;
}
declare class LoadShedder implements LoadLimit {
    #private;
    constructor({ maxQueueMs, maxWorkMs, onShed }?: LoadShedderOptions, meter?: LoadMeter);
    watch(server: Server | Http2Server | Http2SecureServer): void;
    hasRoom(address: string): boolean;
    start(address: string): number;
    end(address: string, started: number): void;
}
declare class PipelineLimiter {
    #private;
    constructor(maxRequests: number);
    allow({ socket }: IncomingMessage, response: ServerResponse): boolean;
}
declare function destroyUnread(socket: Socket): void;
declare function stopServer(server: Server, graceMs: number): Promise<boolean>;
export {
    type ConnectionLimit,
    type ConnectionLimits,
    LoadShedder,
    type LoadShedderOptions,
    PipelineLimiter,
    destroyUnread,
    limitConnections,
    stopServer,
};
