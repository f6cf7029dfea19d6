// Generated from a Smithy model by eks-auth. Do not edit: change the model and generate again.

import type {
  CreatePodIdentityAssociationRequest,
  CreatePodIdentityAssociationResponse,
  DeletePodIdentityAssociationRequest,
  DeletePodIdentityAssociationResponse,
  DescribeClusterRequest,
  DescribeClusterResponse,
  DescribePodIdentityAssociationRequest,
  DescribePodIdentityAssociationResponse,
  ListClustersRequest,
  ListClustersResponse,
  ListPodIdentityAssociationsRequest,
  ListPodIdentityAssociationsResponse,
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  TagResourceResponse,
  UntagResourceRequest,
  UntagResourceResponse,
  UpdatePodIdentityAssociationRequest,
  UpdatePodIdentityAssociationResponse,
} from "@eks-auth/eks-api-types";
import type { Call } from "@eks-auth/server-runtime";

/**
 * Manages which IAM role the pods of a Kubernetes service account get, in the clusters of an EKS Auth
 * service.
 *
 * These are the operations of the Amazon EKS API that tools call for pod identity associations: the
 * AWS CLI, the AWS SDKs, Terraform and eksctl. Names, paths and JSON are those of Amazon EKS, so these
 * tools need only another endpoint.
 *
 * Implement it, and pass it to {@link createAWSWesleyFrontendHandler}.
 *
 * @typeParam Context - the value that the `authenticate` hook returns for a caller
 * @see com.amazonaws.eks#AWSWesleyFrontend
 */
export interface AWSWesleyFrontendService<Context = undefined> {
  /**
   * Associates a service account of a cluster with an IAM role.
   *
   * Pods that use the service account can get credentials of the role as soon as the operation returns.
   * A namespace and service account have at most one association.
   *
   * @param input - checked against the model's constraints
   * @param call - the caller, the request's ID, and a signal that aborts if the caller disconnects
   * @throws InvalidParameterException - status 400
   * @throws InvalidRequestException - status 400
   * @throws ResourceInUseException - status 409
   * @throws ResourceLimitExceededException - status 400
   * @throws ResourceNotFoundException - status 404
   * @throws AccessDeniedException - status 403
   * @throws ServerException - status 500
   * @throws ServiceUnavailableException - status 503
   * @throws ThrottlingException - status 429
   * @see com.amazonaws.eks#CreatePodIdentityAssociation
   */
  readonly createPodIdentityAssociation: (
    input: CreatePodIdentityAssociationRequest,
    call: Call<Context>,
  ) => CreatePodIdentityAssociationResponse | Promise<CreatePodIdentityAssociationResponse>;
  /**
   * Deletes an association. Credentials that pods have stay valid until they expire.
   *
   * @param input - checked against the model's constraints
   * @param call - the caller, the request's ID, and a signal that aborts if the caller disconnects
   * @throws InvalidParameterException - status 400
   * @throws InvalidRequestException - status 400
   * @throws ResourceNotFoundException - status 404
   * @throws AccessDeniedException - status 403
   * @throws ServerException - status 500
   * @throws ServiceUnavailableException - status 503
   * @throws ThrottlingException - status 429
   * @see com.amazonaws.eks#DeletePodIdentityAssociation
   */
  readonly deletePodIdentityAssociation: (
    input: DeletePodIdentityAssociationRequest,
    call: Call<Context>,
  ) => DeletePodIdentityAssociationResponse | Promise<DeletePodIdentityAssociationResponse>;
  /**
   * Returns what the service knows of a cluster.
   *
   * @param input - checked against the model's constraints
   * @param call - the caller, the request's ID, and a signal that aborts if the caller disconnects
   * @throws ClientException - status 400
   * @throws ResourceNotFoundException - status 404
   * @throws AccessDeniedException - status 403
   * @throws ServerException - status 500
   * @throws ServiceUnavailableException - status 503
   * @throws ThrottlingException - status 429
   * @see com.amazonaws.eks#DescribeCluster
   */
  readonly describeCluster: (
    input: DescribeClusterRequest,
    call: Call<Context>,
  ) => DescribeClusterResponse | Promise<DescribeClusterResponse>;
  /**
   * Returns an association, with all that is known of it.
   *
   * @param input - checked against the model's constraints
   * @param call - the caller, the request's ID, and a signal that aborts if the caller disconnects
   * @throws InvalidParameterException - status 400
   * @throws InvalidRequestException - status 400
   * @throws ResourceNotFoundException - status 404
   * @throws AccessDeniedException - status 403
   * @throws ServerException - status 500
   * @throws ServiceUnavailableException - status 503
   * @throws ThrottlingException - status 429
   * @see com.amazonaws.eks#DescribePodIdentityAssociation
   */
  readonly describePodIdentityAssociation: (
    input: DescribePodIdentityAssociationRequest,
    call: Call<Context>,
  ) => DescribePodIdentityAssociationResponse | Promise<DescribePodIdentityAssociationResponse>;
  /**
   * Lists the names of the clusters that the caller can read.
   *
   * @param input - checked against the model's constraints
   * @param call - the caller, the request's ID, and a signal that aborts if the caller disconnects
   * @throws ClientException - status 400
   * @throws InvalidParameterException - status 400
   * @throws AccessDeniedException - status 403
   * @throws ServerException - status 500
   * @throws ServiceUnavailableException - status 503
   * @throws ThrottlingException - status 429
   * @see com.amazonaws.eks#ListClusters
   */
  readonly listClusters: (
    input: ListClustersRequest,
    call: Call<Context>,
  ) => ListClustersResponse | Promise<ListClustersResponse>;
  /**
   * Lists the associations of a cluster, or those of a namespace or service account.
   *
   * @param input - checked against the model's constraints
   * @param call - the caller, the request's ID, and a signal that aborts if the caller disconnects
   * @throws InvalidParameterException - status 400
   * @throws InvalidRequestException - status 400
   * @throws ResourceNotFoundException - status 404
   * @throws AccessDeniedException - status 403
   * @throws ServerException - status 500
   * @throws ServiceUnavailableException - status 503
   * @throws ThrottlingException - status 429
   * @see com.amazonaws.eks#ListPodIdentityAssociations
   */
  readonly listPodIdentityAssociations: (
    input: ListPodIdentityAssociationsRequest,
    call: Call<Context>,
  ) => ListPodIdentityAssociationsResponse | Promise<ListPodIdentityAssociationsResponse>;
  /**
   * Lists the tags of an association or a cluster.
   *
   * @param input - checked against the model's constraints
   * @param call - the caller, the request's ID, and a signal that aborts if the caller disconnects
   * @throws BadRequestException - status 400
   * @throws NotFoundException - status 404
   * @throws AccessDeniedException - status 403
   * @throws ServerException - status 500
   * @throws ServiceUnavailableException - status 503
   * @throws ThrottlingException - status 429
   * @see com.amazonaws.eks#ListTagsForResource
   */
  readonly listTagsForResource: (
    input: ListTagsForResourceRequest,
    call: Call<Context>,
  ) => ListTagsForResourceResponse | Promise<ListTagsForResourceResponse>;
  /**
   * Adds tags to an association, or changes their values. Other tags stay.
   *
   * @param input - checked against the model's constraints
   * @param call - the caller, the request's ID, and a signal that aborts if the caller disconnects
   * @throws BadRequestException - status 400
   * @throws NotFoundException - status 404
   * @throws AccessDeniedException - status 403
   * @throws ServerException - status 500
   * @throws ServiceUnavailableException - status 503
   * @throws ThrottlingException - status 429
   * @see com.amazonaws.eks#TagResource
   */
  readonly tagResource: (
    input: TagResourceRequest,
    call: Call<Context>,
  ) => TagResourceResponse | Promise<TagResourceResponse>;
  /**
   * Removes tags from an association. A key that it doesn't have is ignored.
   *
   * @param input - checked against the model's constraints
   * @param call - the caller, the request's ID, and a signal that aborts if the caller disconnects
   * @throws BadRequestException - status 400
   * @throws NotFoundException - status 404
   * @throws AccessDeniedException - status 403
   * @throws ServerException - status 500
   * @throws ServiceUnavailableException - status 503
   * @throws ThrottlingException - status 429
   * @see com.amazonaws.eks#UntagResource
   */
  readonly untagResource: (
    input: UntagResourceRequest,
    call: Call<Context>,
  ) => UntagResourceResponse | Promise<UntagResourceResponse>;
  /**
   * Changes the role of an association, and how its credentials are issued.
   *
   * Members that are absent stay as they are. The namespace and the service account can't be changed:
   * delete the association and create another one.
   *
   * @param input - checked against the model's constraints
   * @param call - the caller, the request's ID, and a signal that aborts if the caller disconnects
   * @throws InvalidParameterException - status 400
   * @throws InvalidRequestException - status 400
   * @throws ResourceNotFoundException - status 404
   * @throws AccessDeniedException - status 403
   * @throws ServerException - status 500
   * @throws ServiceUnavailableException - status 503
   * @throws ThrottlingException - status 429
   * @see com.amazonaws.eks#UpdatePodIdentityAssociation
   */
  readonly updatePodIdentityAssociation: (
    input: UpdatePodIdentityAssociationRequest,
    call: Call<Context>,
  ) => UpdatePodIdentityAssociationResponse | Promise<UpdatePodIdentityAssociationResponse>;
}
