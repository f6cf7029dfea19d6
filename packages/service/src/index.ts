/**
 * Implements the Amazon EKS Auth API for any Kubernetes cluster: verifies a pod's token, finds its association
 * and issues credentials.
 *
 * @packageDocumentation
 */
export type { Association, AssociationStore } from "./associations/association.ts";
export { deriveAssociationId } from "./associations/association-id.ts";
export { AssociationIndex } from "./associations/association-index.ts";
export { addAssociation, removeAssociation } from "./associations/file/change-association-file.ts";
export type { AssociationInput } from "./associations/file/entry.ts";
export {
  type ImportedAssociation,
  type ImportOptions,
  importAssociations,
} from "./associations/file/import-associations.ts";
export { loadAssociationFile } from "./associations/file/load-association-file.ts";
export {
  openAssociationFile,
  type WatchedAssociations,
  type WatchOptions,
} from "./associations/file/open-association-file.ts";
export { AssociationChangeError, type ChangeErrorCode } from "./associations/file/write/change-error.ts";
export { NoAssociationError } from "./associations/find-association.ts";
export type { AssociationNames } from "./associations/lookup/precedence.ts";
export { parseRoleArn, type RoleArn } from "./aws/role-arn.ts";
export type { Cluster, ClusterIdentity } from "./cluster/cluster.ts";
export { UnknownClusterError } from "./cluster/find-cluster.ts";
export type {
  ClusterConfig,
  Config,
  CredentialsConfig,
  EmbeddedConfig,
  KeysConfig,
  ListenConfig,
  StsConfig,
} from "./config/config.ts";
export { loadConfig } from "./config/load-config.ts";
export { checkStateDirectory } from "./configured/check-state-directory.ts";
export {
  type ConfiguredService,
  type ConfiguredServiceHooks,
  openConfiguredService,
} from "./configured/configured-service.ts";
export type { LogEvent } from "./configured/notice.ts";
export { openClusterKeys } from "./configured/open-cluster-keys.ts";
export { type AssumedRole, createAssumedRole } from "./credentials/assumed-role.ts";
export type {
  CredentialIssuer,
  IssuedCredentials,
  SessionRequest,
  TargetRole,
} from "./credentials/credential-issuer.ts";
export { type CredentialErrorCode, CredentialIssuerError } from "./credentials/credential-issuer-error.ts";
export { createEmbeddedIssuer, type EmbeddedIssuerOptions } from "./credentials/embedded-issuer.ts";
export type { Entitlement } from "./credentials/issue-credentials.ts";
export { checkSessionKeyFile, openSessionKeys, SessionKeyFileError } from "./credentials/session-key-file.ts";
export type { SessionNamer } from "./credentials/session-name.ts";
export { createSessionNamer, SessionNameTemplateError } from "./credentials/session-name-template.ts";
export type { SessionTags } from "./credentials/session-tags.ts";
export {
  generateSessionKeys,
  type Session,
  type SessionKeys,
  SessionTokenError,
  verifySessionToken,
} from "./credentials/session-token.ts";
export { createStsIssuer, type StsIssuerOptions } from "./credentials/sts/sts-issuer.ts";
export { isLoopbackHost } from "./network/loopback-host.ts";
export { isTrustworthyUrl } from "./network/trustworthy-url.ts";
export type { Grant } from "./operation/grant.ts";
export type { ModelledError, Refusal, RefusalReason } from "./operation/refusal.ts";
export { createPodIdentityService, type PodIdentityServiceOptions } from "./service.ts";
export { checkKeyFile, createFileKeys, type FileKeysOptions } from "./token/file-keys.ts";
export { type InspectedCheck, inspectToken, type TokenInspection } from "./token/inspect-token.ts";
export { createIssuerKeys, type IssuerKeysOptions } from "./token/issuer-keys.ts";
export { IssuerUnavailableError } from "./token/issuer-unavailable-error.ts";
export type { KeyProblem, OnKeyProblem } from "./token/keys/key-problem.ts";
export { ExpiredTokenError, InvalidTokenError, type TokenCheck } from "./token/token-error.ts";
export type { TokenIssuer } from "./token/token-issuer.ts";
export type { VerifiedToken } from "./token/verified-token.ts";
export { verifyToken } from "./token/verify-token.ts";
export { type FileProblem, UnusableFileError } from "./yaml-file/unusable-file-error.ts";
