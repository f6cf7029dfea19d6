interface paths {
    "/clusters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListClusters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{clusterName}/pod-identity-associations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListPodIdentityAssociations"];
        put?: never;
        post: operations["CreatePodIdentityAssociation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{clusterName}/pod-identity-associations/{associationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["DescribePodIdentityAssociation"];
        put?: never;
        post: operations["UpdatePodIdentityAssociation"];
        delete: operations["DeletePodIdentityAssociation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["DescribeCluster"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tags/{resourceArn}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ListTagsForResource"];
        put?: never;
        post: operations["TagResource"];
        delete: operations["UntagResource"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
type webhooks = Record<string, never>;
interface components {
    schemas: {
        AccessDeniedExceptionResponseContent: {
            message?: string;
        };
        BadRequestExceptionResponseContent: {
            message?: string;
        };
        Certificate: {
            data?: string;
        };
        ClientException: {
            clusterName?: string;
            nodegroupName?: string;
            addonName?: string;
            subscriptionId?: string;
            message?: string;
        };
        ClientExceptionResponseContent: {
            clusterName?: string;
            nodegroupName?: string;
            addonName?: string;
            subscriptionId?: string;
            message?: string;
        };
        Cluster: {
            name?: string;
            arn?: string;
            createdAt?: number;
            version?: string;
            endpoint?: string;
            identity?: components["schemas"]["Identity"];
            status?: components["schemas"]["ClusterStatus"];
            certificateAuthority?: components["schemas"]["Certificate"];
            platformVersion?: string;
            tags?: components["schemas"]["Tags"];
        };
        ClusterStatus: "CREATING" | "ACTIVE" | "DELETING" | "FAILED" | "UPDATING" | "PENDING";
        CreatePodIdentityAssociation400ErrorResponseContent: components["schemas"]["InvalidParameterException"] | components["schemas"]["InvalidRequestException"] | components["schemas"]["ResourceLimitExceededException"];
        CreatePodIdentityAssociationRequestContent: {
            namespace: string;
            serviceAccount: string;
            roleArn: string;
            clientRequestToken?: string;
            tags?: components["schemas"]["TagMap"];
            disableSessionTags?: boolean;
            targetRoleArn?: string;
            policy?: string;
        };
        CreatePodIdentityAssociationResponseContent: {
            association?: components["schemas"]["PodIdentityAssociation"];
        };
        DeletePodIdentityAssociation400ErrorResponseContent: components["schemas"]["InvalidParameterException"] | components["schemas"]["InvalidRequestException"];
        DeletePodIdentityAssociationResponseContent: {
            association?: components["schemas"]["PodIdentityAssociation"];
        };
        DescribeClusterResponseContent: {
            cluster?: components["schemas"]["Cluster"];
        };
        DescribePodIdentityAssociation400ErrorResponseContent: components["schemas"]["InvalidParameterException"] | components["schemas"]["InvalidRequestException"];
        DescribePodIdentityAssociationResponseContent: {
            association?: components["schemas"]["PodIdentityAssociation"];
        };
        Identity: {
            oidc?: components["schemas"]["OIDC"];
        };
        InvalidParameterException: {
            clusterName?: string;
            nodegroupName?: string;
            fargateProfileName?: string;
            addonName?: string;
            subscriptionId?: string;
            message?: string;
        };
        InvalidRequestException: {
            clusterName?: string;
            nodegroupName?: string;
            addonName?: string;
            subscriptionId?: string;
            message?: string;
        };
        ListClusters400ErrorResponseContent: components["schemas"]["ClientException"] | components["schemas"]["InvalidParameterException"];
        ListClustersResponseContent: {
            clusters?: string[];
            nextToken?: string;
        };
        ListPodIdentityAssociations400ErrorResponseContent: components["schemas"]["InvalidParameterException"] | components["schemas"]["InvalidRequestException"];
        ListPodIdentityAssociationsResponseContent: {
            associations?: components["schemas"]["PodIdentityAssociationSummary"][];
            nextToken?: string;
        };
        ListTagsForResourceResponseContent: {
            tags?: components["schemas"]["Tags"];
        };
        NotFoundExceptionResponseContent: {
            message?: string;
        };
        OIDC: {
            issuer?: string;
        };
        PodIdentityAssociation: {
            clusterName?: string;
            namespace?: string;
            serviceAccount?: string;
            roleArn?: string;
            associationArn?: string;
            associationId?: string;
            tags?: components["schemas"]["Tags"];
            createdAt?: number;
            modifiedAt?: number;
            ownerArn?: string;
            disableSessionTags?: boolean;
            targetRoleArn?: string;
            externalId?: string;
            policy?: string;
        };
        PodIdentityAssociationSummary: {
            clusterName?: string;
            namespace?: string;
            serviceAccount?: string;
            associationArn?: string;
            associationId?: string;
            ownerArn?: string;
        };
        ResourceInUseExceptionResponseContent: {
            clusterName?: string;
            nodegroupName?: string;
            addonName?: string;
            message?: string;
        };
        ResourceLimitExceededException: {
            clusterName?: string;
            nodegroupName?: string;
            subscriptionId?: string;
            message?: string;
        };
        ResourceNotFoundExceptionResponseContent: {
            clusterName?: string;
            nodegroupName?: string;
            fargateProfileName?: string;
            addonName?: string;
            subscriptionId?: string;
            message?: string;
        };
        ServerExceptionResponseContent: {
            clusterName?: string;
            nodegroupName?: string;
            addonName?: string;
            subscriptionId?: string;
            message?: string;
        };
        ServiceUnavailableExceptionResponseContent: {
            message?: string;
        };
        TagMap: {
            [key: string]: string;
        };
        TagResourceRequestContent: {
            tags: components["schemas"]["TagMap"];
        };
        Tags: {
            [key: string]: string;
        };
        ThrottlingExceptionResponseContent: {
            clusterName?: string;
            message?: string;
        };
        UpdatePodIdentityAssociation400ErrorResponseContent: components["schemas"]["InvalidParameterException"] | components["schemas"]["InvalidRequestException"];
        UpdatePodIdentityAssociationRequestContent: {
            roleArn?: string;
            clientRequestToken?: string;
            disableSessionTags?: boolean;
            targetRoleArn?: string;
            policy?: string;
        };
        UpdatePodIdentityAssociationResponseContent: {
            association?: components["schemas"]["PodIdentityAssociation"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
type AccessDeniedExceptionResponseContent = components["schemas"]["AccessDeniedExceptionResponseContent"];
type BadRequestExceptionResponseContent = components["schemas"]["BadRequestExceptionResponseContent"];
type Certificate = components["schemas"]["Certificate"];
type ClientException = components["schemas"]["ClientException"];
type ClientExceptionResponseContent = components["schemas"]["ClientExceptionResponseContent"];
type Cluster = components["schemas"]["Cluster"];
type ClusterStatus = components["schemas"]["ClusterStatus"];
type CreatePodIdentityAssociation400ErrorResponseContent = components["schemas"]["CreatePodIdentityAssociation400ErrorResponseContent"];
type CreatePodIdentityAssociationRequestContent = components["schemas"]["CreatePodIdentityAssociationRequestContent"];
type CreatePodIdentityAssociationResponseContent = components["schemas"]["CreatePodIdentityAssociationResponseContent"];
type DeletePodIdentityAssociation400ErrorResponseContent = components["schemas"]["DeletePodIdentityAssociation400ErrorResponseContent"];
type DeletePodIdentityAssociationResponseContent = components["schemas"]["DeletePodIdentityAssociationResponseContent"];
type DescribeClusterResponseContent = components["schemas"]["DescribeClusterResponseContent"];
type DescribePodIdentityAssociation400ErrorResponseContent = components["schemas"]["DescribePodIdentityAssociation400ErrorResponseContent"];
type DescribePodIdentityAssociationResponseContent = components["schemas"]["DescribePodIdentityAssociationResponseContent"];
type Identity = components["schemas"]["Identity"];
type InvalidParameterException = components["schemas"]["InvalidParameterException"];
type InvalidRequestException = components["schemas"]["InvalidRequestException"];
type ListClusters400ErrorResponseContent = components["schemas"]["ListClusters400ErrorResponseContent"];
type ListClustersResponseContent = components["schemas"]["ListClustersResponseContent"];
type ListPodIdentityAssociations400ErrorResponseContent = components["schemas"]["ListPodIdentityAssociations400ErrorResponseContent"];
type ListPodIdentityAssociationsResponseContent = components["schemas"]["ListPodIdentityAssociationsResponseContent"];
type ListTagsForResourceResponseContent = components["schemas"]["ListTagsForResourceResponseContent"];
type NotFoundExceptionResponseContent = components["schemas"]["NotFoundExceptionResponseContent"];
type Oidc = components["schemas"]["OIDC"];
type PodIdentityAssociation = components["schemas"]["PodIdentityAssociation"];
type PodIdentityAssociationSummary = components["schemas"]["PodIdentityAssociationSummary"];
type ResourceInUseExceptionResponseContent = components["schemas"]["ResourceInUseExceptionResponseContent"];
type ResourceLimitExceededException = components["schemas"]["ResourceLimitExceededException"];
type ResourceNotFoundExceptionResponseContent = components["schemas"]["ResourceNotFoundExceptionResponseContent"];
type ServerExceptionResponseContent = components["schemas"]["ServerExceptionResponseContent"];
type ServiceUnavailableExceptionResponseContent = components["schemas"]["ServiceUnavailableExceptionResponseContent"];
type TagMap = components["schemas"]["TagMap"];
type TagResourceRequestContent = components["schemas"]["TagResourceRequestContent"];
type Tags = components["schemas"]["Tags"];
type ThrottlingExceptionResponseContent = components["schemas"]["ThrottlingExceptionResponseContent"];
type UpdatePodIdentityAssociation400ErrorResponseContent = components["schemas"]["UpdatePodIdentityAssociation400ErrorResponseContent"];
type UpdatePodIdentityAssociationRequestContent = components["schemas"]["UpdatePodIdentityAssociationRequestContent"];
type UpdatePodIdentityAssociationResponseContent = components["schemas"]["UpdatePodIdentityAssociationResponseContent"];
type $defs = Record<string, never>;
interface operations {
    ListClusters: {
        parameters: {
            query?: {
                maxResults?: number;
                nextToken?: string;
                include?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListClustersResponseContent"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListClusters400ErrorResponseContent"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessDeniedExceptionResponseContent"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThrottlingExceptionResponseContent"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerExceptionResponseContent"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceUnavailableExceptionResponseContent"];
                };
            };
        };
    };
    ListPodIdentityAssociations: {
        parameters: {
            query?: {
                namespace?: string;
                serviceAccount?: string;
                maxResults?: number;
                nextToken?: string;
            };
            header?: never;
            path: {
                clusterName: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListPodIdentityAssociationsResponseContent"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListPodIdentityAssociations400ErrorResponseContent"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessDeniedExceptionResponseContent"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResourceNotFoundExceptionResponseContent"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThrottlingExceptionResponseContent"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerExceptionResponseContent"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceUnavailableExceptionResponseContent"];
                };
            };
        };
    };
    CreatePodIdentityAssociation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clusterName: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePodIdentityAssociationRequestContent"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatePodIdentityAssociationResponseContent"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatePodIdentityAssociation400ErrorResponseContent"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessDeniedExceptionResponseContent"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResourceNotFoundExceptionResponseContent"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResourceInUseExceptionResponseContent"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThrottlingExceptionResponseContent"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerExceptionResponseContent"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceUnavailableExceptionResponseContent"];
                };
            };
        };
    };
    DescribePodIdentityAssociation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clusterName: string;
                associationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DescribePodIdentityAssociationResponseContent"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DescribePodIdentityAssociation400ErrorResponseContent"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessDeniedExceptionResponseContent"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResourceNotFoundExceptionResponseContent"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThrottlingExceptionResponseContent"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerExceptionResponseContent"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceUnavailableExceptionResponseContent"];
                };
            };
        };
    };
    UpdatePodIdentityAssociation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clusterName: string;
                associationId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UpdatePodIdentityAssociationRequestContent"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpdatePodIdentityAssociationResponseContent"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpdatePodIdentityAssociation400ErrorResponseContent"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessDeniedExceptionResponseContent"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResourceNotFoundExceptionResponseContent"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThrottlingExceptionResponseContent"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerExceptionResponseContent"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceUnavailableExceptionResponseContent"];
                };
            };
        };
    };
    DeletePodIdentityAssociation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clusterName: string;
                associationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletePodIdentityAssociationResponseContent"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletePodIdentityAssociation400ErrorResponseContent"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessDeniedExceptionResponseContent"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResourceNotFoundExceptionResponseContent"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThrottlingExceptionResponseContent"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerExceptionResponseContent"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceUnavailableExceptionResponseContent"];
                };
            };
        };
    };
    DescribeCluster: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DescribeClusterResponseContent"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientExceptionResponseContent"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessDeniedExceptionResponseContent"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResourceNotFoundExceptionResponseContent"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThrottlingExceptionResponseContent"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerExceptionResponseContent"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceUnavailableExceptionResponseContent"];
                };
            };
        };
    };
    ListTagsForResource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                resourceArn: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListTagsForResourceResponseContent"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadRequestExceptionResponseContent"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessDeniedExceptionResponseContent"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotFoundExceptionResponseContent"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThrottlingExceptionResponseContent"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerExceptionResponseContent"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceUnavailableExceptionResponseContent"];
                };
            };
        };
    };
    TagResource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                resourceArn: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagResourceRequestContent"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadRequestExceptionResponseContent"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessDeniedExceptionResponseContent"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotFoundExceptionResponseContent"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThrottlingExceptionResponseContent"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerExceptionResponseContent"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceUnavailableExceptionResponseContent"];
                };
            };
        };
    };
    UntagResource: {
        parameters: {
            query: {
                tagKeys: string[];
            };
            header?: never;
            path: {
                resourceArn: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadRequestExceptionResponseContent"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessDeniedExceptionResponseContent"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotFoundExceptionResponseContent"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThrottlingExceptionResponseContent"];
                };
            };
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerExceptionResponseContent"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceUnavailableExceptionResponseContent"];
                };
            };
        };
    };
}
export {
    $defs,
    AccessDeniedExceptionResponseContent,
    BadRequestExceptionResponseContent,
    Certificate,
    ClientException,
    ClientExceptionResponseContent,
    Cluster,
    ClusterStatus,
    CreatePodIdentityAssociation400ErrorResponseContent,
    CreatePodIdentityAssociationRequestContent,
    CreatePodIdentityAssociationResponseContent,
    DeletePodIdentityAssociation400ErrorResponseContent,
    DeletePodIdentityAssociationResponseContent,
    DescribeClusterResponseContent,
    DescribePodIdentityAssociation400ErrorResponseContent,
    DescribePodIdentityAssociationResponseContent,
    Identity,
    InvalidParameterException,
    InvalidRequestException,
    ListClusters400ErrorResponseContent,
    ListClustersResponseContent,
    ListPodIdentityAssociations400ErrorResponseContent,
    ListPodIdentityAssociationsResponseContent,
    ListTagsForResourceResponseContent,
    NotFoundExceptionResponseContent,
    Oidc,
    PodIdentityAssociation,
    PodIdentityAssociationSummary,
    ResourceInUseExceptionResponseContent,
    ResourceLimitExceededException,
    ResourceNotFoundExceptionResponseContent,
    ServerExceptionResponseContent,
    ServiceUnavailableExceptionResponseContent,
    TagMap,
    TagResourceRequestContent,
    Tags,
    ThrottlingExceptionResponseContent,
    UpdatePodIdentityAssociation400ErrorResponseContent,
    UpdatePodIdentityAssociationRequestContent,
    UpdatePodIdentityAssociationResponseContent,
    components,
    operations,
    paths,
    webhooks,
};
