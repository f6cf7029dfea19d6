import {
    ConnectionLimits,
    LoadShedder,
    LoadShedderOptions,
    limitConnections,
} from "@eks-auth/server-runtime/connections";
import {
    NodeListenerOptions,
    createNodeListener,
    getIncomingMessage,
} from "@eks-auth/server-runtime/node";
export {
    type ConnectionLimits,
    LoadShedder,
    type LoadShedderOptions,
    type NodeListenerOptions,
    createNodeListener,
    getIncomingMessage,
    limitConnections,
};
