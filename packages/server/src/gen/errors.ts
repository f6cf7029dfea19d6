// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

import { ModeledError } from "@eks-auth/server-runtime";

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
export class AccessDeniedException extends ModeledError {
  static override readonly brand: string = "com.amazonaws.eksauth#AccessDeniedException";
  override readonly name = "AccessDeniedException";
  override readonly status = 400;
  override readonly fault = "client";
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
export class ExpiredTokenException extends ModeledError {
  static override readonly brand: string = "com.amazonaws.eksauth#ExpiredTokenException";
  override readonly name = "ExpiredTokenException";
  override readonly status = 400;
  override readonly fault = "client";
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
export class InternalServerException extends ModeledError {
  static override readonly brand: string = "com.amazonaws.eksauth#InternalServerException";
  override readonly name = "InternalServerException";
  override readonly status = 500;
  override readonly fault = "server";
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
export class InvalidParameterException extends ModeledError {
  static override readonly brand: string = "com.amazonaws.eksauth#InvalidParameterException";
  override readonly name = "InvalidParameterException";
  override readonly status = 400;
  override readonly fault = "client";
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
export class InvalidRequestException extends ModeledError {
  static override readonly brand: string = "com.amazonaws.eksauth#InvalidRequestException";
  override readonly name = "InvalidRequestException";
  override readonly status = 400;
  override readonly fault = "client";
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
export class InvalidTokenException extends ModeledError {
  static override readonly brand: string = "com.amazonaws.eksauth#InvalidTokenException";
  override readonly name = "InvalidTokenException";
  override readonly status = 400;
  override readonly fault = "client";
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
export class ResourceNotFoundException extends ModeledError {
  static override readonly brand: string = "com.amazonaws.eksauth#ResourceNotFoundException";
  override readonly name = "ResourceNotFoundException";
  override readonly status = 404;
  override readonly fault = "client";
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
export class ServiceUnavailableException extends ModeledError {
  static override readonly brand: string = "com.amazonaws.eksauth#ServiceUnavailableException";
  override readonly name = "ServiceUnavailableException";
  override readonly status = 503;
  override readonly fault = "server";
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
export class ThrottlingException extends ModeledError {
  static override readonly brand: string = "com.amazonaws.eksauth#ThrottlingException";
  override readonly name = "ThrottlingException";
  override readonly status = 429;
  override readonly fault = "client";
}
