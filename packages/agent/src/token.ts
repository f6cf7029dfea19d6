/**
 * Reads what a pod's token says of itself, as the agent does, and loads nothing else.
 *
 * @packageDocumentation
 */
export { AgentError } from "./agent-error.ts";
export { parseToken } from "./token/parse-token.ts";
export type { PodIdentity, PodToken } from "./token/pod-token.ts";
export { tokenValidity } from "./token/time-of-token.ts";
