// Generated from a Smithy model by eks-auth. Do not edit: change the model and generate again.

/**
 * The types of Amazon EKS pod identity associations.
 *
 * @packageDocumentation
 */

export { errors } from "./errors.ts";
export type { ErrorName } from "./errors.ts";
export type {
  Certificate,
  Cluster,
  ClusterStatus,
  CreatePodIdentityAssociationRequest,
  CreatePodIdentityAssociationResponse,
  DeletePodIdentityAssociationRequest,
  DeletePodIdentityAssociationResponse,
  DescribeClusterRequest,
  DescribeClusterResponse,
  DescribePodIdentityAssociationRequest,
  DescribePodIdentityAssociationResponse,
  Identity,
  ListClustersRequest,
  ListClustersResponse,
  ListPodIdentityAssociationsRequest,
  ListPodIdentityAssociationsResponse,
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  OIDC,
  PodIdentityAssociation,
  PodIdentityAssociationSummary,
  TagResourceRequest,
  TagResourceResponse,
  UntagResourceRequest,
  UntagResourceResponse,
  UpdatePodIdentityAssociationRequest,
  UpdatePodIdentityAssociationResponse,
} from "./model.ts";
