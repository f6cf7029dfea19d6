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
    errors,
} from "@eks-auth/types";
declare class AccessDeniedException extends ModeledError$1 {
    static override readonly brand: string;
    override readonly name = "AccessDeniedException";
    override readonly status: typeof errors.AccessDeniedException.status;
    override readonly fault: typeof errors.AccessDeniedException.fault;
}
declare class ExpiredTokenException extends ModeledError$1 {
    static override readonly brand: string;
    override readonly name = "ExpiredTokenException";
    override readonly status: typeof errors.ExpiredTokenException.status;
    override readonly fault: typeof errors.ExpiredTokenException.fault;
}
declare class InternalServerException extends ModeledError$1 {
    static override readonly brand: string;
    override readonly name = "InternalServerException";
    override readonly status: typeof errors.InternalServerException.status;
    override readonly fault: typeof errors.InternalServerException.fault;
}
declare class InvalidParameterException extends ModeledError$1 {
    static override readonly brand: string;
    override readonly name = "InvalidParameterException";
    override readonly status: typeof errors.InvalidParameterException.status;
    override readonly fault: typeof errors.InvalidParameterException.fault;
}
declare class InvalidRequestException extends ModeledError$1 {
    static override readonly brand: string;
    override readonly name = "InvalidRequestException";
    override readonly status: typeof errors.InvalidRequestException.status;
    override readonly fault: typeof errors.InvalidRequestException.fault;
}
declare class InvalidTokenException extends ModeledError$1 {
    static override readonly brand: string;
    override readonly name = "InvalidTokenException";
    override readonly status: typeof errors.InvalidTokenException.status;
    override readonly fault: typeof errors.InvalidTokenException.fault;
}
declare class ResourceNotFoundException extends ModeledError$1 {
    static override readonly brand: string;
    override readonly name = "ResourceNotFoundException";
    override readonly status: typeof errors.ResourceNotFoundException.status;
    override readonly fault: typeof errors.ResourceNotFoundException.fault;
}
declare class ServiceUnavailableException extends ModeledError$1 {
    static override readonly brand: string;
    override readonly name = "ServiceUnavailableException";
    override readonly status: typeof errors.ServiceUnavailableException.status;
    override readonly fault: typeof errors.ServiceUnavailableException.fault;
}
declare class ThrottlingException extends ModeledError$1 {
    static override readonly brand: string;
    override readonly name = "ThrottlingException";
    override readonly status: typeof errors.ThrottlingException.status;
    override readonly fault: typeof errors.ThrottlingException.fault;
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
