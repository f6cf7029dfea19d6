declare const errors: {
    readonly AccessDeniedException: {
        readonly status: 403;
        readonly fault: "client";
    };
    readonly BadRequestException: {
        readonly status: 400;
        readonly fault: "client";
    };
    readonly ClientException: {
        readonly status: 400;
        readonly fault: "client";
    };
    readonly InvalidParameterException: {
        readonly status: 400;
        readonly fault: "client";
    };
    readonly InvalidRequestException: {
        readonly status: 400;
        readonly fault: "client";
    };
    readonly NotFoundException: {
        readonly status: 404;
        readonly fault: "client";
    };
    readonly ResourceInUseException: {
        readonly status: 409;
        readonly fault: "client";
    };
    readonly ResourceLimitExceededException: {
        readonly status: 400;
        readonly fault: "client";
    };
    readonly ResourceNotFoundException: {
        readonly status: 404;
        readonly fault: "client";
    };
    readonly ServerException: {
        readonly status: 500;
        readonly fault: "server";
    };
    readonly ServiceUnavailableException: {
        readonly status: 503;
        readonly fault: "server";
    };
    readonly ThrottlingException: {
        readonly status: 429;
        readonly fault: "client";
    };
};
type ErrorName = keyof typeof errors;
declare function findErrorName(status: number, errorType?: string | null): ErrorName | undefined;
interface Certificate {
    data?: string | undefined;
}
interface Cluster {
    name?: string | undefined;
    arn?: string | undefined;
    createdAt?: Date | undefined;
    version?: string | undefined;
    endpoint?: string | undefined;
    identity?: Identity | undefined;
    status?: ClusterStatus | undefined;
    certificateAuthority?: Certificate | undefined;
    platformVersion?: string | undefined;
    tags?: Record<string, string> | undefined;
}
type ClusterStatus = "CREATING" | "ACTIVE" | "DELETING" | "FAILED" | "UPDATING" | "PENDING";
interface CreatePodIdentityAssociationRequest {
    clusterName: string;
    namespace: string;
    serviceAccount: string;
    roleArn: string;
    clientRequestToken?: string | undefined;
    tags?: Record<string, string> | undefined;
    disableSessionTags?: boolean | undefined;
    targetRoleArn?: string | undefined;
    policy?: string | undefined;
}
interface CreatePodIdentityAssociationResponse {
    association?: PodIdentityAssociation | undefined;
}
interface DeletePodIdentityAssociationRequest {
    clusterName: string;
    associationId: string;
}
interface DeletePodIdentityAssociationResponse {
    association?: PodIdentityAssociation | undefined;
}
interface DescribeClusterRequest {
    name: string;
}
interface DescribeClusterResponse {
    cluster?: Cluster | undefined;
}
interface DescribePodIdentityAssociationRequest {
    clusterName: string;
    associationId: string;
}
interface DescribePodIdentityAssociationResponse {
    association?: PodIdentityAssociation | undefined;
}
interface Identity {
    oidc?: OIDC | undefined;
}
interface ListClustersRequest {
    maxResults?: number | undefined;
    nextToken?: string | undefined;
    include?: string[] | undefined;
}
interface ListClustersResponse {
    clusters?: string[] | undefined;
    nextToken?: string | undefined;
}
interface ListPodIdentityAssociationsRequest {
    clusterName: string;
    namespace?: string | undefined;
    serviceAccount?: string | undefined;
    maxResults?: number | undefined;
    nextToken?: string | undefined;
}
interface ListPodIdentityAssociationsResponse {
    associations?: PodIdentityAssociationSummary[] | undefined;
    nextToken?: string | undefined;
}
interface ListTagsForResourceRequest {
    resourceArn: string;
}
interface ListTagsForResourceResponse {
    tags?: Record<string, string> | undefined;
}
interface OIDC {
    issuer?: string | undefined;
}
interface PodIdentityAssociation {
    clusterName?: string | undefined;
    namespace?: string | undefined;
    serviceAccount?: string | undefined;
    roleArn?: string | undefined;
    associationArn?: string | undefined;
    associationId?: string | undefined;
    tags?: Record<string, string> | undefined;
    createdAt?: Date | undefined;
    modifiedAt?: Date | undefined;
    ownerArn?: string | undefined;
    disableSessionTags?: boolean | undefined;
    targetRoleArn?: string | undefined;
    externalId?: string | undefined;
    policy?: string | undefined;
}
interface PodIdentityAssociationSummary {
    clusterName?: string | undefined;
    namespace?: string | undefined;
    serviceAccount?: string | undefined;
    associationArn?: string | undefined;
    associationId?: string | undefined;
    ownerArn?: string | undefined;
}
interface TagResourceRequest {
    resourceArn: string;
    tags: Record<string, string>;
}
type TagResourceResponse = Record<string, never>;
interface UntagResourceRequest {
    resourceArn: string;
    tagKeys: string[];
}
type UntagResourceResponse = Record<string, never>;
interface UpdatePodIdentityAssociationRequest {
    clusterName: string;
    associationId: string;
    roleArn?: string | undefined;
    clientRequestToken?: string | undefined;
    disableSessionTags?: boolean | undefined;
    targetRoleArn?: string | undefined;
    policy?: string | undefined;
}
interface UpdatePodIdentityAssociationResponse {
    association?: PodIdentityAssociation | undefined;
}
export {
    type Certificate,
    type Cluster,
    type ClusterStatus,
    type CreatePodIdentityAssociationRequest,
    type CreatePodIdentityAssociationResponse,
    type DeletePodIdentityAssociationRequest,
    type DeletePodIdentityAssociationResponse,
    type DescribeClusterRequest,
    type DescribeClusterResponse,
    type DescribePodIdentityAssociationRequest,
    type DescribePodIdentityAssociationResponse,
    type ErrorName,
    type Identity,
    type ListClustersRequest,
    type ListClustersResponse,
    type ListPodIdentityAssociationsRequest,
    type ListPodIdentityAssociationsResponse,
    type ListTagsForResourceRequest,
    type ListTagsForResourceResponse,
    type OIDC,
    type PodIdentityAssociation,
    type PodIdentityAssociationSummary,
    type TagResourceRequest,
    type TagResourceResponse,
    type UntagResourceRequest,
    type UntagResourceResponse,
    type UpdatePodIdentityAssociationRequest,
    type UpdatePodIdentityAssociationResponse,
    errors,
    findErrorName,
};
