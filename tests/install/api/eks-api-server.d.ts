import {
    Authenticate,
    AuthenticatedHandlerOptions,
    AuthenticatedHandlerOptions as AuthenticatedHandlerOptions$1,
    Call,
    Call as Call$1,
    Handler,
    Handler as Handler$1,
    HandlerOptions,
    HandlerOptions as HandlerOptions$1,
    HttpRequest,
    HttpResponse,
    ModeledError,
    ModeledError as ModeledError$1,
    ModeledErrorMembers,
    ModeledErrorOptions,
    Peer,
    ProtocolError,
    RawRequest,
    RequestEnd,
    RequestInfo,
} from "@eks-auth/server-runtime";
import {
    Certificate,
    Cluster,
    ClusterStatus,
    CreatePodIdentityAssociationRequest,
    CreatePodIdentityAssociationRequest as CreatePodIdentityAssociationRequest$1,
    CreatePodIdentityAssociationResponse,
    CreatePodIdentityAssociationResponse as CreatePodIdentityAssociationResponse$1,
    DeletePodIdentityAssociationRequest,
    DeletePodIdentityAssociationRequest as DeletePodIdentityAssociationRequest$1,
    DeletePodIdentityAssociationResponse,
    DeletePodIdentityAssociationResponse as DeletePodIdentityAssociationResponse$1,
    DescribeClusterRequest,
    DescribeClusterRequest as DescribeClusterRequest$1,
    DescribeClusterResponse,
    DescribeClusterResponse as DescribeClusterResponse$1,
    DescribePodIdentityAssociationRequest,
    DescribePodIdentityAssociationRequest as DescribePodIdentityAssociationRequest$1,
    DescribePodIdentityAssociationResponse,
    DescribePodIdentityAssociationResponse as DescribePodIdentityAssociationResponse$1,
    Identity,
    ListClustersRequest,
    ListClustersRequest as ListClustersRequest$1,
    ListClustersResponse,
    ListClustersResponse as ListClustersResponse$1,
    ListPodIdentityAssociationsRequest,
    ListPodIdentityAssociationsRequest as ListPodIdentityAssociationsRequest$1,
    ListPodIdentityAssociationsResponse,
    ListPodIdentityAssociationsResponse as ListPodIdentityAssociationsResponse$1,
    ListTagsForResourceRequest,
    ListTagsForResourceRequest as ListTagsForResourceRequest$1,
    ListTagsForResourceResponse,
    ListTagsForResourceResponse as ListTagsForResourceResponse$1,
    OIDC,
    PodIdentityAssociation,
    PodIdentityAssociationSummary,
    TagResourceRequest,
    TagResourceRequest as TagResourceRequest$1,
    TagResourceResponse,
    TagResourceResponse as TagResourceResponse$1,
    UntagResourceRequest,
    UntagResourceRequest as UntagResourceRequest$1,
    UntagResourceResponse,
    UntagResourceResponse as UntagResourceResponse$1,
    UpdatePodIdentityAssociationRequest,
    UpdatePodIdentityAssociationRequest as UpdatePodIdentityAssociationRequest$1,
    UpdatePodIdentityAssociationResponse,
    UpdatePodIdentityAssociationResponse as UpdatePodIdentityAssociationResponse$1,
} from "@eks-auth/eks-api-types";
declare class AccessDeniedException extends ModeledError$1 {
    static override readonly brand: string;
    override readonly name = "AccessDeniedException";
    override readonly status = 403;
    override readonly fault = "client";
}
declare class BadRequestException extends ModeledError$1 {
    static override readonly brand: string;
    override readonly name = "BadRequestException";
    override readonly status = 400;
    override readonly fault = "client";
}
interface ClientExceptionMembers {
    readonly clusterName?: string | undefined;
    readonly nodegroupName?: string | undefined;
    readonly addonName?: string | undefined;
    readonly subscriptionId?: string | undefined;
    readonly message?: string | undefined;
}
declare class ClientException extends ModeledError$1<ClientExceptionMembers> {
    static override readonly brand: string;
    override readonly name = "ClientException";
    override readonly status = 400;
    override readonly fault = "client";
}
interface InvalidParameterExceptionMembers {
    readonly clusterName?: string | undefined;
    readonly nodegroupName?: string | undefined;
    readonly fargateProfileName?: string | undefined;
    readonly addonName?: string | undefined;
    readonly subscriptionId?: string | undefined;
    readonly message?: string | undefined;
}
declare class InvalidParameterException extends ModeledError$1<InvalidParameterExceptionMembers> {
    static override readonly brand: string;
    override readonly name = "InvalidParameterException";
    override readonly status = 400;
    override readonly fault = "client";
}
interface InvalidRequestExceptionMembers {
    readonly clusterName?: string | undefined;
    readonly nodegroupName?: string | undefined;
    readonly addonName?: string | undefined;
    readonly subscriptionId?: string | undefined;
    readonly message?: string | undefined;
}
declare class InvalidRequestException extends ModeledError$1<InvalidRequestExceptionMembers> {
    static override readonly brand: string;
    override readonly name = "InvalidRequestException";
    override readonly status = 400;
    override readonly fault = "client";
}
declare class NotFoundException extends ModeledError$1 {
    static override readonly brand: string;
    override readonly name = "NotFoundException";
    override readonly status = 404;
    override readonly fault = "client";
}
interface ResourceInUseExceptionMembers {
    readonly clusterName?: string | undefined;
    readonly nodegroupName?: string | undefined;
    readonly addonName?: string | undefined;
    readonly message?: string | undefined;
}
declare class ResourceInUseException extends ModeledError$1<ResourceInUseExceptionMembers> {
    static override readonly brand: string;
    override readonly name = "ResourceInUseException";
    override readonly status = 409;
    override readonly fault = "client";
}
interface ResourceLimitExceededExceptionMembers {
    readonly clusterName?: string | undefined;
    readonly nodegroupName?: string | undefined;
    readonly subscriptionId?: string | undefined;
    readonly message?: string | undefined;
}
declare class ResourceLimitExceededException extends ModeledError$1<ResourceLimitExceededExceptionMembers> {
    static override readonly brand: string;
    override readonly name = "ResourceLimitExceededException";
    override readonly status = 400;
    override readonly fault = "client";
}
interface ResourceNotFoundExceptionMembers {
    readonly clusterName?: string | undefined;
    readonly nodegroupName?: string | undefined;
    readonly fargateProfileName?: string | undefined;
    readonly addonName?: string | undefined;
    readonly subscriptionId?: string | undefined;
    readonly message?: string | undefined;
}
declare class ResourceNotFoundException extends ModeledError$1<ResourceNotFoundExceptionMembers> {
    static override readonly brand: string;
    override readonly name = "ResourceNotFoundException";
    override readonly status = 404;
    override readonly fault = "client";
}
interface ServerExceptionMembers {
    readonly clusterName?: string | undefined;
    readonly nodegroupName?: string | undefined;
    readonly addonName?: string | undefined;
    readonly subscriptionId?: string | undefined;
    readonly message?: string | undefined;
}
declare class ServerException extends ModeledError$1<ServerExceptionMembers> {
    static override readonly brand: string;
    override readonly name = "ServerException";
    override readonly status = 500;
    override readonly fault = "server";
}
declare class ServiceUnavailableException extends ModeledError$1 {
    static override readonly brand: string;
    override readonly name = "ServiceUnavailableException";
    override readonly status = 503;
    override readonly fault = "server";
}
interface ThrottlingExceptionMembers {
    readonly clusterName?: string | undefined;
    readonly message?: string | undefined;
}
declare class ThrottlingException extends ModeledError$1<ThrottlingExceptionMembers> {
    static override readonly brand: string;
    override readonly name = "ThrottlingException";
    override readonly status = 429;
    override readonly fault = "client";
}
interface AWSWesleyFrontendService<Context = undefined> {
    readonly createPodIdentityAssociation: (input: CreatePodIdentityAssociationRequest$1, call: Call$1<Context>) => CreatePodIdentityAssociationResponse$1 | Promise<CreatePodIdentityAssociationResponse$1>;
    readonly deletePodIdentityAssociation: (input: DeletePodIdentityAssociationRequest$1, call: Call$1<Context>) => DeletePodIdentityAssociationResponse$1 | Promise<DeletePodIdentityAssociationResponse$1>;
    readonly describeCluster: (input: DescribeClusterRequest$1, call: Call$1<Context>) => DescribeClusterResponse$1 | Promise<DescribeClusterResponse$1>;
    readonly describePodIdentityAssociation: (input: DescribePodIdentityAssociationRequest$1, call: Call$1<Context>) => DescribePodIdentityAssociationResponse$1 | Promise<DescribePodIdentityAssociationResponse$1>;
    readonly listClusters: (input: ListClustersRequest$1, call: Call$1<Context>) => ListClustersResponse$1 | Promise<ListClustersResponse$1>;
    readonly listPodIdentityAssociations: (input: ListPodIdentityAssociationsRequest$1, call: Call$1<Context>) => ListPodIdentityAssociationsResponse$1 | Promise<ListPodIdentityAssociationsResponse$1>;
    readonly listTagsForResource: (input: ListTagsForResourceRequest$1, call: Call$1<Context>) => ListTagsForResourceResponse$1 | Promise<ListTagsForResourceResponse$1>;
    readonly tagResource: (input: TagResourceRequest$1, call: Call$1<Context>) => TagResourceResponse$1 | Promise<TagResourceResponse$1>;
    readonly untagResource: (input: UntagResourceRequest$1, call: Call$1<Context>) => UntagResourceResponse$1 | Promise<UntagResourceResponse$1>;
    readonly updatePodIdentityAssociation: (input: UpdatePodIdentityAssociationRequest$1, call: Call$1<Context>) => UpdatePodIdentityAssociationResponse$1 | Promise<UpdatePodIdentityAssociationResponse$1>;
}
declare function createAWSWesleyFrontendHandler(service: AWSWesleyFrontendService, options?: HandlerOptions$1): Handler$1;
declare function createAWSWesleyFrontendHandler<Context>(service: AWSWesleyFrontendService<Context>, options: AuthenticatedHandlerOptions$1<Context>): Handler$1;
export {
    type AWSWesleyFrontendService,
    AccessDeniedException,
    type Authenticate,
    type AuthenticatedHandlerOptions,
    BadRequestException,
    type Call,
    type Certificate,
    ClientException,
    type ClientExceptionMembers,
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
    type Handler,
    type HandlerOptions,
    type HttpRequest,
    type HttpResponse,
    type Identity,
    InvalidParameterException,
    type InvalidParameterExceptionMembers,
    InvalidRequestException,
    type InvalidRequestExceptionMembers,
    type ListClustersRequest,
    type ListClustersResponse,
    type ListPodIdentityAssociationsRequest,
    type ListPodIdentityAssociationsResponse,
    type ListTagsForResourceRequest,
    type ListTagsForResourceResponse,
    ModeledError,
    type ModeledErrorMembers,
    type ModeledErrorOptions,
    NotFoundException,
    type OIDC,
    type Peer,
    type PodIdentityAssociation,
    type PodIdentityAssociationSummary,
    ProtocolError,
    type RawRequest,
    type RequestEnd,
    type RequestInfo,
    ResourceInUseException,
    type ResourceInUseExceptionMembers,
    ResourceLimitExceededException,
    type ResourceLimitExceededExceptionMembers,
    ResourceNotFoundException,
    type ResourceNotFoundExceptionMembers,
    ServerException,
    type ServerExceptionMembers,
    ServiceUnavailableException,
    type TagResourceRequest,
    type TagResourceResponse,
    ThrottlingException,
    type ThrottlingExceptionMembers,
    type UntagResourceRequest,
    type UntagResourceResponse,
    type UpdatePodIdentityAssociationRequest,
    type UpdatePodIdentityAssociationResponse,
    createAWSWesleyFrontendHandler,
};
