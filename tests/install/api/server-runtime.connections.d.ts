import {
    Socket,
} from "node:net";
import {
    IncomingMessage,
    Server,
    ServerResponse,
} from "node:http";
interface ConnectionLimits {
    readonly maxConnections?: number;
    readonly maxConnectionsPerAddress?: number;
    readonly exemptAddresses?: readonly string[];
    readonly onClose?: (address: string, limit: "maxConnections" | "maxConnectionsPerAddress") => void;
}
declare function limitConnections(server: Server, limits?: ConnectionLimits): void;
declare class PipelineLimiter {
    #private;
    constructor(maxRequests: number);
    allow({ socket }: IncomingMessage, response: ServerResponse): boolean;
}
declare function destroyUnread(socket: Socket): void;
declare function stopServer(server: Server, graceMs: number): Promise<boolean>;
export {
    type ConnectionLimits,
    PipelineLimiter,
    destroyUnread,
    limitConnections,
    stopServer,
};
