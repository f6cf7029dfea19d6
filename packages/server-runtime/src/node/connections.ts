/**
 * Limits for the connections of a `node:http` or `node:https` server.
 *
 * @packageDocumentation
 */
export { type ConnectionLimit, type ConnectionLimits, limitConnections } from "./limit-connections.ts";
export { LoadShedder, type LoadShedderOptions } from "./load-shedder.ts";
export { destroyUnread, PipelineLimiter } from "./pipeline-limiter.ts";
export { stopServer } from "./stop-server.ts";
