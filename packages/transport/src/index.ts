/**
 * The HTTP client of the agent and the service: proxies, CA files, and limits on time and bytes.
 *
 * @packageDocumentation
 */
export { CaCertificatesError, checkCaCertificates } from "./ca-certificates.ts";
export { callerTokenHeader, createCallerHeaders } from "./caller-token.ts";
export {
  describeClockOffset,
  maxClockOffsetMs,
  measureClockOffset,
  type RoundTrip,
} from "./clock-offset.ts";
export {
  endpointSources,
  InvalidEndpointError,
  requireSafeEndpoint,
  UnsafeEndpointError,
} from "./endpoint.ts";
export type { ClientCertificate } from "./https-agent.ts";
export {
  describeProxy,
  type EnvironmentProxy,
  findProxy,
  findProxyVariable,
  ProxyConfigError,
  ProxyRefusedError,
} from "./proxy.ts";
export { ResponseTooLargeError, readBody } from "./read-body.ts";
export {
  type ConnectionOptions,
  type GetOptions,
  openConnections,
  type RequestOptions,
  sendGet,
  sendRequest,
} from "./send.ts";
export { type ServerConnectionOptions, ServerConnections } from "./server-connections.ts";
