// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

/**
 * The server stub of Amazon EKS Auth.
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
  AssumeRoleForPodIdentityRequest,
  AssumeRoleForPodIdentityResponse,
  AssumedRoleUser,
  Credentials,
  PodIdentityAssociation,
  Subject,
} from "@eks-auth/types";
export {
  AccessDeniedException,
  ExpiredTokenException,
  InternalServerException,
  InvalidParameterException,
  InvalidRequestException,
  InvalidTokenException,
  ResourceNotFoundException,
  ServiceUnavailableException,
  ThrottlingException,
} from "./errors.ts";
export { createEKSAuthFrontendHandler } from "./handler.ts";
export type { EKSAuthFrontendService } from "./service.ts";
