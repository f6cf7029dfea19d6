/**
 * Reads what a pod's token says of itself, as the agent does, and loads nothing else.
 *
 * @packageDocumentation
 */
export { AgentError } from "./core/errors.ts";
export { type PodIdentity, type PodToken, parseToken, tokenValidity } from "./token/pod-token.ts";
