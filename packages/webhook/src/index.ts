/**
 * The admission webhook that gives pods the variables and the token volume of EKS Pod Identity.
 *
 * @packageDocumentation
 */

export type { AssociationFinder } from "./associations/association-finder.ts";
export { LookUpError } from "./associations/look-up-error.ts";
export { NamespaceList } from "./associations/namespace-list.ts";
export { type DirectLookUp, type OnDirectLookUp, PodAssociations } from "./associations/pod-associations.ts";
export { WatchedAssociations } from "./associations/watched-associations.ts";
export type {
  CertificateEvent,
  CertificateEventCode,
  OnCertificateEvent,
} from "./certificates/certificate-event.ts";
export {
  CertificateManager,
  type CertificateManagerOptions,
  type CertificatePace,
} from "./certificates/certificate-manager.ts";
export type { CertificateObjectNames, TlsSecret } from "./certificates/certificate-objects.ts";
export type { Lifetimes } from "./certificates/lifetimes.ts";
export type { CertificateSource, ServingCertificate } from "./certificates/serving-certificate.ts";
export { type Injection, type InjectionSkipReason, injectPod } from "./injection/inject-pod.ts";
export type { PatchOperation } from "./injection/json-patch.ts";
export {
  type Container,
  type Pod,
  PodFormatError,
  readPod,
  type Volume,
  type VolumeMount,
} from "./injection/pod.ts";
export {
  defaultCredentialsUrl,
  type InjectionSettings,
  podSettings,
} from "./injection/settings.ts";
export type { FailureReason, PodReview, ReviewOptions, SkipReason } from "./review/review-pod.ts";
export { createWebhookHandler, type WebhookHandlerOptions, webhookPath } from "./review/webhook-handler.ts";
