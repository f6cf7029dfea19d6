import {
    ConnectionLimits,
    limitConnections,
} from "@eks-auth/server-runtime/connections";
import {
    NodeListenerOptions,
    createNodeListener,
    getIncomingMessage,
} from "@eks-auth/server-runtime/node";
export {
    type ConnectionLimits,
    type NodeListenerOptions,
    createNodeListener,
    getIncomingMessage,
    limitConnections,
};
