/**
 * An embedded cluster for development and tests: a real issuer of service-account tokens, without Kubernetes.
 *
 * @packageDocumentation
 */
export { type DevCluster, type DevClusterOptions, startDevCluster } from "./dev-cluster/dev-cluster.ts";
export type { ServiceAccountTokenRequest } from "./dev-cluster/service-account-token.ts";
export type { SigningAlgorithm } from "./dev-cluster/signing-key.ts";
