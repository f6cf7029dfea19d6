import {
    ConnectionLimit,
    ConnectionLimits,
    LoadShedder,
    LoadShedderOptions,
    limitConnections,
} from "@eks-auth/server-runtime/connections";
import {
    NodeListenerOptions,
    TrustedProxies,
    createNodeListener,
    getIncomingMessage,
    trustProxies,
} from "@eks-auth/server-runtime/node";
export {
    type ConnectionLimit,
    type ConnectionLimits,
    LoadShedder,
    type LoadShedderOptions,
    type NodeListenerOptions,
    type TrustedProxies,
    createNodeListener,
    getIncomingMessage,
    limitConnections,
    trustProxies,
};
