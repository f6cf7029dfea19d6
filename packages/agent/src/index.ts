/**
 * Gives pods and processes their AWS credentials over HTTP, as the EKS Pod Identity Agent does.
 *
 * @packageDocumentation
 */

export type { RequestLimit } from "@eks-auth/server-runtime/rate-limits";
export { type ClientCertificate, ProxyConfigError, UnsafeEndpointError } from "@eks-auth/transport";
export { type Agent, startAgent } from "./agent.ts";
export { AgentError, type AgentErrorReason, UpstreamError } from "./core/errors.ts";
export type { AgentHooks, Grant, LogEvent, LogEventCode, PodIdentity, Refusal } from "./core/events.ts";
export type { RequestLimits } from "./guard/rate-limiter.ts";
export { type ListenAddress, ListenError, podIdentityAddresses } from "./http/listen-address.ts";
export type { AgentOptions } from "./options.ts";
export type { TokenVerdict, TokenVerifier } from "./token/token-cache.ts";
export { createUpstream, type UpstreamOptions } from "./upstream/eks-auth-upstream.ts";
export { findRegion, RegionError } from "./upstream/region.ts";
export type { PodCredentials, Upstream } from "./upstream/upstream.ts";
