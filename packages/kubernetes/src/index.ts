/**
 * Watches and updates objects of a Kubernetes API server, in little memory.
 *
 * @packageDocumentation
 */
export type { KubernetesObject, ObjectKey, ObjectMeta, ResourcePath } from "./object.ts";
