/**
 * Implements the Amazon EKS Auth API for any Kubernetes cluster: verifies a pod's token, finds its association
 * and issues credentials.
 *
 * @packageDocumentation
 */
export { type Association, type AssociationStore, deriveAssociationId } from "./associations/association.ts";
export type {
  AssociationEditor,
  AssociationPage,
  AssociationUpdate,
  ListAssociationsOptions,
  ListedAssociation,
  ManagedAssociation,
  NewAssociation,
} from "./associations/association-editor.ts";
export { AssociationIndex } from "./associations/association-index.ts";
export {
  type AssociationRuleCode,
  AssociationRuleError,
  type ClusterRules,
} from "./associations/association-rules.ts";
export { AssociationsUnavailableError } from "./associations/associations-unavailable-error.ts";
export { AssociationChangeError, type ChangeErrorCode } from "./associations/change-error.ts";
export type {
  AssociationVerdict,
  ConsideredAssociation,
  ConsideredAssociations,
} from "./associations/consider-associations.ts";
export { addAssociation, removeAssociation } from "./associations/edit/change-association-file.ts";
export { confirmAssociations } from "./associations/edit/confirm-associations.ts";
export {
  type ImportedAssociation,
  type ImportOptions,
  importAssociations,
} from "./associations/edit/import-associations.ts";
export { loadAssociationFile } from "./associations/file/association-file.ts";
export type { AssociationInput } from "./associations/file/entry.ts";
export {
  openAssociationFile,
  type WatchedAssociations,
  type WatchOptions,
} from "./associations/file/open-association-file.ts";
export type { MissingFileOptions } from "./associations/file/read-association-file.ts";
export type { AssociationResourcesStatus } from "./associations/kubernetes/kubernetes-associations.ts";
export type { AssociationOutcome } from "./associations/kubernetes/wanted-status.ts";
export type { AssociationNames } from "./associations/precedence.ts";
export {
  type AuthenticateOptions,
  createAuthenticate,
  type RejectedCaller,
} from "./callers/authenticate.ts";
export type { Caller, CallerMethod, CallerNode } from "./callers/caller.ts";
export { CallerError, type CallerErrorCode, type CallerErrorName } from "./callers/caller-error.ts";
export type { AuthenticateCaller, AuthenticatedCaller } from "./callers/caller-method.ts";
export {
  type CallerCluster,
  createServiceAccountCallers,
  type ServiceAccountCallersOptions,
} from "./callers/service-account/service-account-callers.ts";
export { AccessKey, type AccessKeySecrets } from "./callers/sigv4/access-key.ts";
export {
  type AccessKeyFile,
  type AccessKeyOptions,
  openAccessKeys,
  type WatchedAccessKeys,
} from "./callers/sigv4/access-keys.ts";
export { createSignatureCallers, type SignatureCallersOptions } from "./callers/sigv4/signature-callers.ts";
export type { AdminConfig } from "./config/admin-config.ts";
export type {
  ApiServerConfig,
  RevocationCheck,
  RevocationFailurePolicy,
} from "./config/api-server-config.ts";
export type {
  AssociationResourcesConfig,
  DenyListConfigMap,
  NamespaceRoles,
} from "./config/association-resources-config.ts";
export type { AuditConfig } from "./config/audit-config.ts";
export type {
  CallersConfig,
  CertificateCallerConfig,
  CertificateCallersConfig,
  NamedCallerConfig,
  ServiceAccountCallersConfig,
  SigV4CallerConfig,
  SigV4CallersConfig,
} from "./config/callers-config.ts";
export type {
  ClusterConfig,
  Config,
  CredentialsConfig,
  EmbeddedConfig,
  FilesConfig,
  KeysConfig,
  StsConfig,
} from "./config/config.ts";
export type {
  EksApiCallerConfig,
  EksApiCallersConfig,
  EksApiCertificateCallerConfig,
  EksApiCertificateCallersConfig,
  EksApiConfig,
  EksApiSigV4CallerConfig,
  EksApiSigV4CallersConfig,
} from "./config/eks-api-config.ts";
export type { LimitsConfig } from "./config/limits-config.ts";
export type { ListenConfig, TlsConfig } from "./config/listen-config.ts";
export { type ListenOverrides, loadConfig } from "./config/load-config.ts";
export { NotInClusterError } from "./config/resolve-api-server.ts";
export type { ConfiguredEksApi } from "./configured-service/configured-eks-api.ts";
export { type ConfiguredService, openConfiguredService } from "./configured-service/configured-service.ts";
export { listTlsFiles } from "./configured-service/list-tls-files.ts";
export { openClusterApiServer } from "./configured-service/open-cluster-api-server.ts";
export {
  type ClusterIssuerOptions,
  openClusterIssuer,
  openClusterKeys,
} from "./configured-service/open-cluster-keys.ts";
export { checkAccessKeyFile } from "./configured-service/open-signature-callers.ts";
export type { ConfiguredServiceHooks, EksApiHooks } from "./configured-service/service-hooks.ts";
export type { ClusterStatus, ServiceStatus } from "./configured-service/service-status.ts";
export { checkStateDirectory } from "./configured-service/state-directory.ts";
export {
  type AssumedRole,
  type CredentialErrorCode,
  type CredentialIssuer,
  CredentialIssuerError,
  type IssuedCredentials,
  type SessionRequest,
  type SessionTags,
  type TargetRole,
} from "./credentials/credential-issuer.ts";
export {
  createAssumedRole,
  createEmbeddedIssuer,
  type EmbeddedIssuerOptions,
} from "./credentials/embedded/embedded-issuer.ts";
export {
  openSessionKeys,
  type SessionKeyOptions,
  type WatchedSessionKeys,
} from "./credentials/embedded/open-session-keys.ts";
export { checkSessionKeyFile, SessionKeyFileError } from "./credentials/embedded/session-key-file.ts";
export {
  generateSessionKeys,
  type Session,
  type SessionKey,
  type SessionKeys,
  SessionTokenError,
  verifySessionToken,
} from "./credentials/embedded/session-token.ts";
export {
  createSessionNamer,
  type SessionNamer,
  SessionNameTemplateError,
} from "./credentials/session-name.ts";
export type { Entitlement } from "./credentials/session-request.ts";
export {
  checkStsEndpoint,
  createStsIssuer,
  identifyStsCaller,
  type StsCaller,
  type StsIssuerOptions,
} from "./credentials/sts/sts-issuer.ts";
export type {
  AssociationChange,
  ChangedAssociation,
  ChangeOperation,
  ChangeRequest,
  CompletedChange,
  EksApiReason,
  ReadOperation,
  RefusedChange,
  RefusedRead,
  UnknownChange,
} from "./eks-api/change.ts";
export type { EksApiCluster } from "./eks-api/eks-api-cluster.ts";
export { EksApiError, type EksApiErrorCode } from "./eks-api/eks-api-error.ts";
export { checkAppendFile, openAppendFile } from "./files/append-file.ts";
export { FileAccessError, type FileAccessErrorCode } from "./files/file-access-error.ts";
export { type FileProblem, formatFileProblem, UnusableFileError } from "./files/file-error.ts";
export type { DiscoveredIssuer } from "./keys/api-server-keys.ts";
export { checkKeyFile, createFileKeys, type FileKeysOptions } from "./keys/file-keys.ts";
export { createIssuerKeys, type IssuerKeysOptions } from "./keys/issuer-keys.ts";
export type { KeySet, UnusableKey } from "./keys/key-set.ts";
export {
  type CachedKeySource,
  IssuerUnavailableError,
  type KeySource,
  type KeyStatus,
  type TokenIssuer,
  type TrackedKeys,
  type UnavailableReason,
} from "./keys/key-source.ts";
export type { KeyRules, PublicJwk, PublicKey } from "./keys/public-key.ts";
export { type ComparedCluster, type KeyOwner, SharedKeyCheck } from "./keys/shared-keys.ts";
export { UnknownKeyError } from "./keys/unknown-key.ts";
export { describeUnusableKeys } from "./keys/unusable-keys.ts";
export { RequestLimitError, type RequestLimitErrorCode } from "./limits/request-limit-error.ts";
export { RequestLimits, type RequestLimitsConfig } from "./limits/request-limits.ts";
export type { LogEvent, LogEventCode, OnLogEvent } from "./logging/log-event.ts";
export { type ClusterIdentity, parseRoleArn, type RoleArn } from "./names/arn.ts";
export type { RunStep, Step } from "./observation/run-step.ts";
export {
  type Cluster,
  NoAssociationError,
  UnknownClusterError,
} from "./operation/assume-role-for-pod-identity.ts";
export { AuditUnavailableError } from "./operation/audit-error.ts";
export type {
  DecidedAssociation,
  DecidedRequest,
  Decision,
  Grant,
  ModelledError,
  Refusal,
  RefusalReason,
} from "./operation/decision.ts";
export type { ExchangeTrace, OnExchange, TracedSession } from "./operation/exchange-trace.ts";
export {
  createPodIdentityService,
  type PodIdentityServiceOptions,
} from "./operation/pod-identity-service.ts";
export { UnexpectedError } from "./operation/unexpected-error.ts";
export { DeniedError } from "./revocation/denied-error.ts";
export { type DenyEntry, DenyList } from "./revocation/deny-list.ts";
export { loadDenyList } from "./revocation/deny-list-file.ts";
export { RevocationUnavailableError, RevokedTokenError } from "./revocation/revocation-error.ts";
export {
  createTokenReviewer,
  type TokenReviewer,
  type TokenReviewerOptions,
} from "./revocation/token-reviewer.ts";
export type { ClientAuthorities } from "./tls/client-authorities.ts";
export { type ServerCertificate, ServerCertificateError } from "./tls/server-certificate.ts";
export { type CertificateExpiry, readTlsFiles, type TlsContent, type TlsFiles } from "./tls/tls-files.ts";
export { type OnTlsContent, WatchedTlsFiles } from "./tls/watched-tls-files.ts";
export { type InspectedCheck, inspectToken, type TokenInspection } from "./token/inspect-token.ts";
export type { VerifiedToken } from "./token/token-claims.ts";
export { ExpiredTokenError, InvalidTokenError, type TokenCheck } from "./token/token-error.ts";
export { verifyToken } from "./token/verify-token.ts";
