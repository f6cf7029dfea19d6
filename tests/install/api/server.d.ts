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
    AssumeRoleForPodIdentityRequest,
    AssumeRoleForPodIdentityRequest as AssumeRoleForPodIdentityRequest$1,
    AssumeRoleForPodIdentityResponse,
    AssumeRoleForPodIdentityResponse as AssumeRoleForPodIdentityResponse$1,
    AssumedRoleUser,
    Credentials,
    PodIdentityAssociation,
    Subject,
} from "@eks-auth/types";
declare class AccessDeniedException extends ModeledError$1 {
    static override readonly brand: string;
    override readonly name = "AccessDeniedException";
    override readonly status = 400;
    override readonly fault = "client";
}
declare class ExpiredTokenException extends ModeledError$1 {
    static override readonly brand: string;
    override readonly name = "ExpiredTokenException";
    override readonly status = 400;
    override readonly fault = "client";
}
declare class InternalServerException extends ModeledError$1 {
    static override readonly brand: string;
    override readonly name = "InternalServerException";
    override readonly status = 500;
    override readonly fault = "server";
}
declare class InvalidParameterException extends ModeledError$1 {
    static override readonly brand: string;
    override readonly name = "InvalidParameterException";
    override readonly status = 400;
    override readonly fault = "client";
}
declare class InvalidRequestException extends ModeledError$1 {
    static override readonly brand: string;
    override readonly name = "InvalidRequestException";
    override readonly status = 400;
    override readonly fault = "client";
}
declare class InvalidTokenException extends ModeledError$1 {
    static override readonly brand: string;
    override readonly name = "InvalidTokenException";
    override readonly status = 400;
    override readonly fault = "client";
}
declare class ResourceNotFoundException extends ModeledError$1 {
    static override readonly brand: string;
    override readonly name = "ResourceNotFoundException";
    override readonly status = 404;
    override readonly fault = "client";
}
declare class ServiceUnavailableException extends ModeledError$1 {
    static override readonly brand: string;
    override readonly name = "ServiceUnavailableException";
    override readonly status = 503;
    override readonly fault = "server";
}
declare class ThrottlingException extends ModeledError$1 {
    static override readonly brand: string;
    override readonly name = "ThrottlingException";
    override readonly status = 429;
    override readonly fault = "client";
}
interface EKSAuthFrontendService<Context = undefined> {
    readonly assumeRoleForPodIdentity: (input: AssumeRoleForPodIdentityRequest$1, call: Call$1<Context>) => AssumeRoleForPodIdentityResponse$1 | Promise<AssumeRoleForPodIdentityResponse$1>;
}
declare function createEKSAuthFrontendHandler(service: EKSAuthFrontendService, options?: HandlerOptions$1): Handler$1;
declare function createEKSAuthFrontendHandler<Context>(service: EKSAuthFrontendService<Context>, options: AuthenticatedHandlerOptions$1<Context>): Handler$1;
export {
    AccessDeniedException,
    type AssumeRoleForPodIdentityRequest,
    type AssumeRoleForPodIdentityResponse,
    type AssumedRoleUser,
    type Authenticate,
    type AuthenticatedHandlerOptions,
    type Call,
    type Credentials,
    type EKSAuthFrontendService,
    ExpiredTokenException,
    type Handler,
    type HandlerOptions,
    type HttpRequest,
    type HttpResponse,
    InternalServerException,
    InvalidParameterException,
    InvalidRequestException,
    InvalidTokenException,
    ModeledError,
    type ModeledErrorMembers,
    type ModeledErrorOptions,
    type Peer,
    type PodIdentityAssociation,
    ProtocolError,
    type RawRequest,
    type RequestEnd,
    type RequestInfo,
    ResourceNotFoundException,
    ServiceUnavailableException,
    type Subject,
    ThrottlingException,
    createEKSAuthFrontendHandler,
};
