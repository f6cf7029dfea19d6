// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

/**
 * A light client of Amazon EKS Auth.
 *
 * @packageDocumentation
 */

export {
  ClientError,
  ConnectionError,
  CredentialsError,
  EndpointError,
  ResponseError,
  ServiceError,
  TimeoutError,
} from "@eks-auth/client-runtime";
export type {
  AwsCredentials,
  BearerToken,
  CallOptions,
  ClientOptions,
  FailedTry,
  HttpRequest,
  HttpResponse,
  ResponseMetadata,
  SendOptions,
  Transport,
  WithMetadata,
} from "@eks-auth/client-runtime";
export type {
  AssumeRoleForPodIdentityRequest,
  AssumeRoleForPodIdentityResponse,
  AssumedRoleUser,
  Credentials,
  PodIdentityAssociation,
  Subject,
} from "@eks-auth/types";
export { EKSAuth } from "./client.ts";
export type { EKSAuthOptions } from "./client.ts";
export { resolveEndpoint } from "./endpoint.ts";
export type { EndpointParameters } from "./endpoint.ts";
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
