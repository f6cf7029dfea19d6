import {
    ConnectionLimit,
    ConnectionLimits,
    LoadShedder,
    LoadShedderOptions,
    limitConnections,
} from "@eks-auth/server-runtime/connections";
import {
    NodeListenerOptions,
    createNodeListener,
    getHttp2ServerRequest,
    getIncomingMessage,
} from "@eks-auth/server-runtime/node";
export {
    type ConnectionLimit,
    type ConnectionLimits,
    LoadShedder,
    type LoadShedderOptions,
    type NodeListenerOptions,
    createNodeListener,
    getHttp2ServerRequest,
    getIncomingMessage,
    limitConnections,
};
