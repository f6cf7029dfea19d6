interface paths {
    "/clusters/{clusterName}/assume-role-for-pod-identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["AssumeRoleForPodIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
type webhooks = Record<string, never>;
interface components {
    schemas: {
        AccessDeniedException: {
            message?: string;
        };
        AssumeRoleForPodIdentity400ErrorResponseContent: components["schemas"]["AccessDeniedException"] | components["schemas"]["ExpiredTokenException"] | components["schemas"]["InvalidParameterException"] | components["schemas"]["InvalidRequestException"] | components["schemas"]["InvalidTokenException"];
        AssumeRoleForPodIdentityRequestContent: {
            token: string;
        };
        AssumeRoleForPodIdentityResponseContent: {
            subject: components["schemas"]["Subject"];
            audience: string;
            podIdentityAssociation: components["schemas"]["PodIdentityAssociation"];
            assumedRoleUser: components["schemas"]["AssumedRoleUser"];
            credentials: components["schemas"]["Credentials"];
        };
        AssumedRoleUser: {
            arn: string;
            assumeRoleId: string;
        };
        Credentials: {
            sessionToken: string;
            secretAccessKey: string;
            accessKeyId: string;
            expiration: number;
        };
        ExpiredTokenException: {
            message?: string;
        };
        InternalServerExceptionResponseContent: {
            message?: string;
        };
        InvalidParameterException: {
            message?: string;
        };
        InvalidRequestException: {
            message?: string;
        };
        InvalidTokenException: {
            message?: string;
        };
        PodIdentityAssociation: {
            associationArn: string;
            associationId: string;
        };
        ResourceNotFoundExceptionResponseContent: {
            message?: string;
        };
        ServiceUnavailableExceptionResponseContent: {
            message?: string;
        };
        Subject: {
            namespace: string;
            serviceAccount: string;
        };
        ThrottlingExceptionResponseContent: {
            message?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
type AccessDeniedException = components["schemas"]["AccessDeniedException"];
type AssumeRoleForPodIdentity400ErrorResponseContent = components["schemas"]["AssumeRoleForPodIdentity400ErrorResponseContent"];
type AssumeRoleForPodIdentityRequestContent = components["schemas"]["AssumeRoleForPodIdentityRequestContent"];
type AssumeRoleForPodIdentityResponseContent = components["schemas"]["AssumeRoleForPodIdentityResponseContent"];
type AssumedRoleUser = components["schemas"]["AssumedRoleUser"];
type Credentials = components["schemas"]["Credentials"];
type ExpiredTokenException = components["schemas"]["ExpiredTokenException"];
type InternalServerExceptionResponseContent = components["schemas"]["InternalServerExceptionResponseContent"];
type InvalidParameterException = components["schemas"]["InvalidParameterException"];
type InvalidRequestException = components["schemas"]["InvalidRequestException"];
type InvalidTokenException = components["schemas"]["InvalidTokenException"];
type PodIdentityAssociation = components["schemas"]["PodIdentityAssociation"];
type ResourceNotFoundExceptionResponseContent = components["schemas"]["ResourceNotFoundExceptionResponseContent"];
type ServiceUnavailableExceptionResponseContent = components["schemas"]["ServiceUnavailableExceptionResponseContent"];
type Subject = components["schemas"]["Subject"];
type ThrottlingExceptionResponseContent = components["schemas"]["ThrottlingExceptionResponseContent"];
type $defs = Record<string, never>;
interface operations {
    AssumeRoleForPodIdentity: {
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
                "application/json": components["schemas"]["AssumeRoleForPodIdentityRequestContent"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssumeRoleForPodIdentityResponseContent"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssumeRoleForPodIdentity400ErrorResponseContent"];
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
                    "application/json": components["schemas"]["InternalServerExceptionResponseContent"];
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
    AccessDeniedException,
    AssumeRoleForPodIdentity400ErrorResponseContent,
    AssumeRoleForPodIdentityRequestContent,
    AssumeRoleForPodIdentityResponseContent,
    AssumedRoleUser,
    Credentials,
    ExpiredTokenException,
    InternalServerExceptionResponseContent,
    InvalidParameterException,
    InvalidRequestException,
    InvalidTokenException,
    PodIdentityAssociation,
    ResourceNotFoundExceptionResponseContent,
    ServiceUnavailableExceptionResponseContent,
    Subject,
    ThrottlingExceptionResponseContent,
    components,
    operations,
    paths,
    webhooks,
};
