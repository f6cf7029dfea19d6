/**
 * Implements the Amazon EKS Auth API for any Kubernetes cluster: verifies a pod's token, finds its association
 * and issues credentials.
 *
 * @packageDocumentation
 */
export type { Association, AssociationStore } from "./associations/association.ts";
export { nameAssociation } from "./associations/association-id.ts";
export { loadAssociationFile } from "./associations/file/load-association-file.ts";
export { NoAssociationError } from "./associations/find-association.ts";
export { parseRoleArn, type RoleArn } from "./aws/role-arn.ts";
export type { Cluster, ClusterIdentity } from "./cluster/cluster.ts";
export { UnknownClusterError } from "./cluster/find-cluster.ts";
export type { CredentialIssuer, IssuedCredentials, SessionRequest } from "./credentials/credential-issuer.ts";
export { createEmbeddedIssuer, type EmbeddedIssuerOptions } from "./credentials/embedded-issuer.ts";
export type { SessionTags } from "./credentials/session-tags.ts";
export {
  generateSessionKeys,
  type Session,
  type SessionKeys,
  SessionTokenError,
  verifySessionToken,
} from "./credentials/session-token.ts";
export type { Refusal, RefusalAnswer, RefusalReason } from "./operation/refusal.ts";
export { createPodIdentityService, type PodIdentityServiceOptions } from "./service.ts";
export { createIssuerKeys, IssuerUnavailableError } from "./token/issuer-keys.ts";
export { ExpiredTokenError, InvalidTokenError, type TokenCheck } from "./token/token-error.ts";
export { type FileProblem, YamlFileError } from "./yaml-file/yaml-file-error.ts";
