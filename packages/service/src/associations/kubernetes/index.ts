/**
 * The associations of a cluster as resources of its API server.
 *
 * @packageDocumentation
 */

export { type ApiServerFiles, openApiServer } from "../../network/open-api-server.ts";
export { isAllowedRole } from "../association-rules.ts";
export { formatAssociationFile } from "../edit/format-association-file.ts";
export { isRoleAllowedInNamespace, maxAllowedRolesBytes, parseAllowedRoles } from "./allowed-roles.ts";
export { formatManifests } from "./format-manifests.ts";
export {
  type AssociationResourcesStatus,
  type KubernetesAssociations,
  type KubernetesAssociationsOptions,
  startKubernetesAssociations,
} from "./kubernetes-associations.ts";
export { readAnnotations, replaceAnnotations } from "./metadata-annotations.ts";
export { ResourceIndex } from "./resource-index.ts";
export {
  checkResourceInput,
  createManifest,
  needsClusterWide,
  type ResourceManifest,
} from "./resource-input.ts";
export { deriveResourceName } from "./resource-name.ts";
export {
  type AssociationResource,
  compareResources,
  type IndexedResource,
  isClusterWide,
  matchesNamespace,
  namesOfResource,
  selectResource,
} from "./resource-precedence.ts";
export {
  type AssociationSpec,
  type AssociationStatus,
  allowedRolesAnnotation,
  associationApiVersion,
  associationGroup,
  associationVersion,
  type ClusterPodIdentityAssociation,
  type Condition,
  type ConditionReason,
  type ConditionType,
  clusterPodIdentityAssociations,
  conditionTypes,
  type PodIdentityAssociation,
  podIdentityAssociations,
} from "./resources.ts";
