/**
 * Hosts a handler in `node:http` or `node:https`.
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
  getIncomingMessage,
  type NodeListenerOptions,
  type TrustedProxies,
  trustProxies,
} from "@eks-auth/server-runtime/node";
