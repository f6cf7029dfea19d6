declare const errors: {
    readonly AccessDeniedException: {
        readonly status: 400;
        readonly fault: "client";
    };
    readonly ExpiredTokenException: {
        readonly status: 400;
        readonly fault: "client";
    };
    readonly InternalServerException: {
        readonly status: 500;
        readonly fault: "server";
    };
    readonly InvalidParameterException: {
        readonly status: 400;
        readonly fault: "client";
    };
    readonly InvalidRequestException: {
        readonly status: 400;
        readonly fault: "client";
    };
    readonly InvalidTokenException: {
        readonly status: 400;
        readonly fault: "client";
    };
    readonly ResourceNotFoundException: {
        readonly status: 404;
        readonly fault: "client";
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
interface AssumeRoleForPodIdentityRequest {
    clusterName: string;
    token: string;
}
interface AssumeRoleForPodIdentityResponse {
    subject: Subject;
    audience: string;
    podIdentityAssociation: PodIdentityAssociation;
    assumedRoleUser: AssumedRoleUser;
    credentials: Credentials;
}
interface AssumedRoleUser {
    arn: string;
    assumeRoleId: string;
}
interface Credentials {
    sessionToken: string;
    secretAccessKey: string;
    accessKeyId: string;
    expiration: Date;
}
interface PodIdentityAssociation {
    associationArn: string;
    associationId: string;
}
interface Subject {
    namespace: string;
    serviceAccount: string;
}
export {
    type AssumeRoleForPodIdentityRequest,
    type AssumeRoleForPodIdentityResponse,
    type AssumedRoleUser,
    type Credentials,
    type ErrorName,
    type PodIdentityAssociation,
    type Subject,
    errors,
    findErrorName,
};
