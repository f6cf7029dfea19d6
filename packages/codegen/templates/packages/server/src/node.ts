/**
 * Hosts a handler in `node:http`, `node:https` or `node:http2`.
 *
 * @packageDocumentation
 */
export {
  type ConnectionLimit,
  type ConnectionLimits,
  LoadShedder,
  type LoadShedderOptions,
  limitConnections,
} from "@eks-auth/server-runtime/connections";
export {
  createNodeListener,
  getHttp2ServerRequest,
  getIncomingMessage,
  type NodeListenerOptions,
} from "@eks-auth/server-runtime/node";
