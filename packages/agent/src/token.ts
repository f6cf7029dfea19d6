/**
 * Decodes a pod's token as the agent does, without loading the agent.
 *
 * @packageDocumentation
 */
export { AgentError, type AgentErrorReason } from "./core/errors.ts";
export type { PodIdentity } from "./core/events.ts";
export { type PodToken, parseToken, podIdentityAudience, tokenValidity } from "./token/pod-token.ts";
