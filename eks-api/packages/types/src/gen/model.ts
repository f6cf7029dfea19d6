// Generated from a Smithy model by eks-auth. Do not edit: change the model and generate again.

/**
 * The certificate of an API server's authority.
 *
 * @see com.amazonaws.eks#Certificate
 */
export interface Certificate {
  /** The certificates in PEM, encoded in base64. */
  data?: string | undefined;
}

/**
 * A Kubernetes cluster. Members that only Amazon EKS can know are left out.
 *
 * @see com.amazonaws.eks#Cluster
 */
export interface Cluster {
  /** The name of the cluster. */
  name?: string | undefined;
  /** The ARN of the cluster. */
  arn?: string | undefined;
  /** When the cluster was created. On the wire: seconds since the Unix epoch. */
  createdAt?: Date | undefined;
  /** The version of Kubernetes, such as `1.35`. */
  version?: string | undefined;
  /** The URL of the cluster's API server. */
  endpoint?: string | undefined;
  /** The OpenID Connect issuer of the cluster's tokens. */
  identity?: Identity | undefined;
  /** Whether the cluster can be used. */
  status?: ClusterStatus | undefined;
  /** The certificate authority of the cluster's API server. */
  certificateAuthority?: Certificate | undefined;
  /** The version of the platform that runs the cluster. */
  platformVersion?: string | undefined;
  /** The tags of the cluster. */
  tags?: Record<string, string> | undefined;
}

/**
 * The state of a cluster.
 *
 * @see com.amazonaws.eks#ClusterStatus
 */
export type ClusterStatus = "CREATING" | "ACTIVE" | "DELETING" | "FAILED" | "UPDATING" | "PENDING";

/**
 * The service account, the role, and how credentials are issued.
 *
 * @see com.amazonaws.eks#CreatePodIdentityAssociationRequest
 */
export interface CreatePodIdentityAssociationRequest {
  /** The cluster to create the association in. */
  clusterName: string;
  /** The Kubernetes namespace of the service account. */
  namespace: string;
  /** The name of the service account. */
  serviceAccount: string;
  /** The ARN of the IAM role. */
  roleArn: string;
  /**
   * A text that is unique to this request. A second request with the same token and the same values
   * returns the association that the first one created.
   */
  clientRequestToken?: string | undefined;
  /** Keys and values of your own choice. */
  tags?: Record<string, string> | undefined;
  /**
   * Whether the credentials have no session tags. By default they have tags with the cluster, the
   * namespace, the service account and the pod.
   */
  disableSessionTags?: boolean | undefined;
  /**
   * The ARN of a second role, often of another account, that is assumed with the credentials of the
   * first.
   */
  targetRoleArn?: string | undefined;
  /** An IAM policy in JSON, which limits the credentials further. It needs `disableSessionTags`. */
  policy?: string | undefined;
}

/**
 * The result of creating an association.
 *
 * @see com.amazonaws.eks#CreatePodIdentityAssociationResponse
 */
export interface CreatePodIdentityAssociationResponse {
  /** The new association. */
  association?: PodIdentityAssociation | undefined;
}

/**
 * Which association to delete.
 *
 * @see com.amazonaws.eks#DeletePodIdentityAssociationRequest
 */
export interface DeletePodIdentityAssociationRequest {
  /** The cluster of the association. */
  clusterName: string;
  /** The ID of the association, such as `a-0123456789abcdef0`. */
  associationId: string;
}

/**
 * The result of deleting an association.
 *
 * @see com.amazonaws.eks#DeletePodIdentityAssociationResponse
 */
export interface DeletePodIdentityAssociationResponse {
  /** The association as it was before it was deleted. */
  association?: PodIdentityAssociation | undefined;
}

/**
 * Which cluster to return.
 *
 * @see com.amazonaws.eks#DescribeClusterRequest
 */
export interface DescribeClusterRequest {
  /** The name of the cluster. */
  name: string;
}

/**
 * The result of describing a cluster.
 *
 * @see com.amazonaws.eks#DescribeClusterResponse
 */
export interface DescribeClusterResponse {
  /** The cluster. */
  cluster?: Cluster | undefined;
}

/**
 * Which association to return.
 *
 * @see com.amazonaws.eks#DescribePodIdentityAssociationRequest
 */
export interface DescribePodIdentityAssociationRequest {
  /** The cluster of the association. */
  clusterName: string;
  /** The ID of the association, such as `a-0123456789abcdef0`. */
  associationId: string;
}

/**
 * The result of describing an association.
 *
 * @see com.amazonaws.eks#DescribePodIdentityAssociationResponse
 */
export interface DescribePodIdentityAssociationResponse {
  /** The association. */
  association?: PodIdentityAssociation | undefined;
}

/**
 * Who issues the tokens of a cluster.
 *
 * @see com.amazonaws.eks#Identity
 */
export interface Identity {
  /** The OpenID Connect issuer. */
  oidc?: OIDC | undefined;
}

/**
 * Which page of the clusters to return.
 *
 * @see com.amazonaws.eks#ListClustersRequest
 */
export interface ListClustersRequest {
  /** The largest number of clusters in the response: 100 by default. */
  maxResults?: number | undefined;
  /** The `nextToken` of the previous response, for the next page. */
  nextToken?: string | undefined;
  /** Which other clusters to list: `all` for those that Amazon EKS only has a connection to. */
  include?: string[] | undefined;
}

/**
 * A page of clusters.
 *
 * @see com.amazonaws.eks#ListClustersResponse
 */
export interface ListClustersResponse {
  /** The names of the clusters of this page. */
  clusters?: string[] | undefined;
  /** The token for the next page. The last page has none. */
  nextToken?: string | undefined;
}

/**
 * Which associations to list.
 *
 * @see com.amazonaws.eks#ListPodIdentityAssociationsRequest
 */
export interface ListPodIdentityAssociationsRequest {
  /** The cluster of the associations. */
  clusterName: string;
  /** Only associations with this namespace. */
  namespace?: string | undefined;
  /** Only associations with this service account. */
  serviceAccount?: string | undefined;
  /** The largest number of associations in the response: 100 by default. */
  maxResults?: number | undefined;
  /** The `nextToken` of the previous response, for the next page. */
  nextToken?: string | undefined;
}

/**
 * A page of associations.
 *
 * @see com.amazonaws.eks#ListPodIdentityAssociationsResponse
 */
export interface ListPodIdentityAssociationsResponse {
  /** The associations of this page. */
  associations?: PodIdentityAssociationSummary[] | undefined;
  /** The token for the next page. The last page has none. */
  nextToken?: string | undefined;
}

/**
 * Whose tags to list.
 *
 * @see com.amazonaws.eks#ListTagsForResourceRequest
 */
export interface ListTagsForResourceRequest {
  /** The ARN of the association or the cluster. */
  resourceArn: string;
}

/**
 * The result of listing tags.
 *
 * @see com.amazonaws.eks#ListTagsForResourceResponse
 */
export interface ListTagsForResourceResponse {
  /** The tags. */
  tags?: Record<string, string> | undefined;
}

/**
 * An OpenID Connect issuer.
 *
 * @see com.amazonaws.eks#OIDC
 */
export interface OIDC {
  /** The URL of the issuer: the claim `iss` of the cluster's tokens. */
  issuer?: string | undefined;
}

/**
 * The link between a service account of a cluster and an IAM role.
 *
 * @see com.amazonaws.eks#PodIdentityAssociation
 */
export interface PodIdentityAssociation {
  /** The cluster of the association. */
  clusterName?: string | undefined;
  /** The Kubernetes namespace of the service account. */
  namespace?: string | undefined;
  /** The name of the service account. */
  serviceAccount?: string | undefined;
  /** The ARN of the IAM role. */
  roleArn?: string | undefined;
  /** The ARN of the association. Its last part is the `associationId`. */
  associationArn?: string | undefined;
  /** The ID of the association, such as `a-0123456789abcdef0`. */
  associationId?: string | undefined;
  /** The tags of the association. */
  tags?: Record<string, string> | undefined;
  /** When the association was created. On the wire: seconds since the Unix epoch. */
  createdAt?: Date | undefined;
  /** When the association was last changed. On the wire: seconds since the Unix epoch. */
  modifiedAt?: Date | undefined;
  /** The ARN of the add-on that owns the association; absent if none does. */
  ownerArn?: string | undefined;
  /** Whether the credentials have no session tags. */
  disableSessionTags?: boolean | undefined;
  /** The ARN of the second role, which is assumed with the credentials of the first. */
  targetRoleArn?: string | undefined;
  /** The external ID for the trust policy of the second role. */
  externalId?: string | undefined;
  /** The IAM policy in JSON that limits the credentials further. */
  policy?: string | undefined;
}

/**
 * The names of an association.
 *
 * @see com.amazonaws.eks#PodIdentityAssociationSummary
 */
export interface PodIdentityAssociationSummary {
  /** The cluster of the association. */
  clusterName?: string | undefined;
  /** The Kubernetes namespace of the service account. */
  namespace?: string | undefined;
  /** The name of the service account. */
  serviceAccount?: string | undefined;
  /** The ARN of the association. */
  associationArn?: string | undefined;
  /** The ID of the association. */
  associationId?: string | undefined;
  /** The ARN of the add-on that owns the association; absent if none does. */
  ownerArn?: string | undefined;
}

/**
 * Which tags to add.
 *
 * @see com.amazonaws.eks#TagResourceRequest
 */
export interface TagResourceRequest {
  /** The ARN of the association. */
  resourceArn: string;
  /** The tags to add. */
  tags: Record<string, string>;
}

/**
 * The result of adding tags. It is empty.
 *
 * @see com.amazonaws.eks#TagResourceResponse
 */
export type TagResourceResponse = Record<string, never>;

/**
 * Which tags to remove.
 *
 * @see com.amazonaws.eks#UntagResourceRequest
 */
export interface UntagResourceRequest {
  /** The ARN of the association. */
  resourceArn: string;
  /** The keys of the tags to remove. */
  tagKeys: string[];
}

/**
 * The result of removing tags. It is empty.
 *
 * @see com.amazonaws.eks#UntagResourceResponse
 */
export type UntagResourceResponse = Record<string, never>;

/**
 * What to change in an association.
 *
 * @see com.amazonaws.eks#UpdatePodIdentityAssociationRequest
 */
export interface UpdatePodIdentityAssociationRequest {
  /** The cluster of the association. */
  clusterName: string;
  /** The ID of the association, such as `a-0123456789abcdef0`. */
  associationId: string;
  /** The ARN of the new role. */
  roleArn?: string | undefined;
  /** A text that is unique to this request. */
  clientRequestToken?: string | undefined;
  /** Whether the credentials have no session tags. */
  disableSessionTags?: boolean | undefined;
  /** The ARN of the new second role; an empty text removes it. */
  targetRoleArn?: string | undefined;
  /** The new IAM policy in JSON; an empty text removes it. */
  policy?: string | undefined;
}

/**
 * The result of updating an association.
 *
 * @see com.amazonaws.eks#UpdatePodIdentityAssociationResponse
 */
export interface UpdatePodIdentityAssociationResponse {
  /** The association after the change. */
  association?: PodIdentityAssociation | undefined;
}
