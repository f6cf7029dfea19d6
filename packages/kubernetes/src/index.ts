/**
 * Watches and updates objects of a Kubernetes API server, in little memory.
 *
 * @packageDocumentation
 */
export type { ApiRequest, ApiResponse, StreamRequest } from "./api-request.ts";
export { ApiServer, type ApplyOptions, type CallOptions, type SentObject } from "./api-server.ts";
export { compareVersions } from "./compare-versions.ts";
export {
  type EventObject,
  EventRecorder,
  type EventRecorderOptions,
  type RecordedEvent,
} from "./event-recorder.ts";
export {
  findInClusterApiServer,
  type InClusterApiServer,
  type ServiceAccountFiles,
  serviceAccountFiles,
} from "./in-cluster.ts";
export {
  type Informer,
  type InformerHandler,
  type InformerLogEvent,
  type InformerOptions,
  startInformer,
} from "./informer.ts";
export { type FailureDetails, KubernetesApiError, type KubernetesErrorCode } from "./kubernetes-api-error.ts";
export { type ListPage, listPages } from "./list-pages.ts";
export type { KubernetesObject, ObjectKey, ObjectMeta, ResourcePath } from "./object.ts";
export type { ApiServerOptions } from "./request-sender.ts";
export type { Query } from "./resource-url.ts";
