// Generated from a Smithy model by eks-auth. Do not edit: change the model and generate again.

/**
 * The server stub of Amazon EKS pod identity associations.
 *
 * @packageDocumentation
 */

export { ModeledError, ProtocolError } from "@eks-auth/server-runtime";
export type {
  Authenticate,
  AuthenticatedHandlerOptions,
  Call,
  Handler,
  HandlerOptions,
  HttpRequest,
  HttpResponse,
  ModeledErrorMembers,
  ModeledErrorOptions,
  Peer,
  RawRequest,
  RequestEnd,
  RequestInfo,
} from "@eks-auth/server-runtime";
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
} from "@eks-auth/eks-api-types";
export {
  AccessDeniedException,
  BadRequestException,
  ClientException,
  InvalidParameterException,
  InvalidRequestException,
  NotFoundException,
  ResourceInUseException,
  ResourceLimitExceededException,
  ResourceNotFoundException,
  ServerException,
  ServiceUnavailableException,
  ThrottlingException,
} from "./errors.ts";
export type {
  ClientExceptionMembers,
  InvalidParameterExceptionMembers,
  InvalidRequestExceptionMembers,
  ResourceInUseExceptionMembers,
  ResourceLimitExceededExceptionMembers,
  ResourceNotFoundExceptionMembers,
  ServerExceptionMembers,
  ThrottlingExceptionMembers,
} from "./errors.ts";
export { createAWSWesleyFrontendHandler } from "./handler.ts";
export type { AWSWesleyFrontendService } from "./service.ts";
