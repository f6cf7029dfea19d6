/**
 * Gives pods and processes their AWS credentials over HTTP, as the EKS Pod Identity Agent does.
 *
 * @packageDocumentation
 */
export { type Agent, type AgentOptions, startAgent } from "./agent.ts";
export { AgentError } from "./agent-error.ts";
export type { AgentHooks, Grant, LogEvent, Refusal } from "./agent-hooks.ts";
export type { RequestLimit, RequestLimits } from "./endpoint/request-limits.ts";
export { type ListenAddress, podIdentityAddresses } from "./listen/listen-address.ts";
export { ListenError } from "./listen/listen-error.ts";
export type { PodIdentity } from "./token/pod-token.ts";
export type { TokenVerifier } from "./token/token-verifier.ts";
export { createUpstream, type UpstreamOptions } from "./upstream/eks-auth-upstream.ts";
export { ProxyConfigError } from "./upstream/environment-proxy.ts";
export type { PodCredentials, Upstream } from "./upstream/upstream.ts";
export { UpstreamError } from "./upstream/upstream-error.ts";
