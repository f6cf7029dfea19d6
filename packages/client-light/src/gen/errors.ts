// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

import { ServiceError } from "@eks-auth/client-runtime";

/**
 * The caller is not allowed to use this cluster, or the role does not trust the service.
 *
 * Fix the caller's permissions or the trust policy of the role. A retry of the same request fails
 * again.
 *
 * HTTP status 400. Clients do not retry it.
 *
 * @see com.amazonaws.eksauth#AccessDeniedException
 */
export class AccessDeniedException extends ServiceError {
  declare readonly name: "AccessDeniedException";
}

/**
 * The service account token has expired.
 *
 * Read the token file again: the kubelet renews the token before it expires.
 *
 * HTTP status 400. Clients do not retry it.
 *
 * @see com.amazonaws.eksauth#ExpiredTokenException
 */
export class ExpiredTokenException extends ServiceError {
  declare readonly name: "ExpiredTokenException";
}

/**
 * The service failed unexpectedly.
 *
 * Retry with backoff.
 *
 * HTTP status 500. Clients retry it.
 *
 * @see com.amazonaws.eksauth#InternalServerException
 */
export class InternalServerException extends ServiceError {
  declare readonly name: "InternalServerException";
}

/**
 * A value of the request breaks a constraint: it is missing, or has an invalid length or form.
 *
 * The message names the value and the constraint, and contains no secret.
 *
 * HTTP status 400. Clients do not retry it.
 *
 * @see com.amazonaws.eksauth#InvalidParameterException
 */
export class InvalidParameterException extends ServiceError {
  declare readonly name: "InvalidParameterException";
}

/**
 * Each value is valid, but the combination is not.
 *
 * The message says what does not match.
 *
 * HTTP status 400. Clients do not retry it.
 *
 * @see com.amazonaws.eksauth#InvalidRequestException
 */
export class InvalidRequestException extends ServiceError {
  declare readonly name: "InvalidRequestException";
}

/**
 * The service account token is not a token of this cluster for this purpose.
 *
 * Its signature, algorithm, issuer, audience or claims are invalid.
 *
 * HTTP status 400. Clients do not retry it.
 *
 * @see com.amazonaws.eksauth#InvalidTokenException
 */
export class InvalidTokenException extends ServiceError {
  declare readonly name: "InvalidTokenException";
}

/**
 * The cluster does not exist, or the service account has no association.
 *
 * Create the association first. It can take a few seconds until it is effective.
 *
 * HTTP status 404. Clients do not retry it.
 *
 * @see com.amazonaws.eksauth#ResourceNotFoundException
 */
export class ResourceNotFoundException extends ServiceError {
  declare readonly name: "ResourceNotFoundException";
}

/**
 * The service or one of its dependencies is down or too slow.
 *
 * Retry with backoff, and use the current credentials until they expire.
 *
 * HTTP status 503. Clients retry it.
 *
 * @see com.amazonaws.eksauth#ServiceUnavailableException
 */
export class ServiceUnavailableException extends ServiceError {
  declare readonly name: "ServiceUnavailableException";
}

/**
 * The caller sends too many requests.
 *
 * Send fewer requests, and retry with backoff.
 *
 * HTTP status 429. Clients retry it.
 *
 * @see com.amazonaws.eksauth#ThrottlingException
 */
export class ThrottlingException extends ServiceError {
  declare readonly name: "ThrottlingException";
}
