// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

import { ModeledError } from "@eks-auth/server-runtime";

/**
 * The caller may not ask for this cluster, or the role does not trust the service.
 *
 * Correct the caller's permissions or the trust policy of the role. A retry of the same request fails
 * again.
 */
export class AccessDeniedException extends ModeledError {
  override readonly name = "AccessDeniedException";
  override readonly status = 400;
  override readonly fault = "client";
}

/**
 * The service account token is past its expiry.
 *
 * Read the token file again: the kubelet renews it in good time.
 */
export class ExpiredTokenException extends ModeledError {
  override readonly name = "ExpiredTokenException";
  override readonly status = 400;
  override readonly fault = "client";
}

/**
 * The service failed for a reason of its own.
 *
 * Retry with backoff.
 */
export class InternalServerException extends ModeledError {
  override readonly name = "InternalServerException";
  override readonly status = 500;
  override readonly fault = "server";
}

/**
 * A value of the request breaks a constraint: it is missing, of the wrong length or of the wrong form.
 *
 * The message names the value and the constraint, and never repeats a secret.
 */
export class InvalidParameterException extends ModeledError {
  override readonly name = "InvalidParameterException";
  override readonly status = 400;
  override readonly fault = "client";
}

/**
 * Each value is well formed, but the request as a whole cannot be granted.
 *
 * The message says what does not fit together.
 */
export class InvalidRequestException extends ModeledError {
  override readonly name = "InvalidRequestException";
  override readonly status = 400;
  override readonly fault = "client";
}

/**
 * The service account token is not one that the cluster issued for this purpose.
 *
 * Its signature, algorithm, issuer, audience or claims were refused.
 */
export class InvalidTokenException extends ModeledError {
  override readonly name = "InvalidTokenException";
  override readonly status = 400;
  override readonly fault = "client";
}

/**
 * There is no such cluster, or its service account has no association.
 *
 * Create the association first. It can take a few seconds to be seen everywhere.
 */
export class ResourceNotFoundException extends ModeledError {
  override readonly name = "ResourceNotFoundException";
  override readonly status = 404;
  override readonly fault = "client";
}

/**
 * The service, or something that it depends on, is down or too slow.
 *
 * Retry with backoff, and keep using credentials that have not yet expired.
 */
export class ServiceUnavailableException extends ModeledError {
  override readonly name = "ServiceUnavailableException";
  override readonly status = 503;
  override readonly fault = "server";
}

/**
 * Too many requests in too short a time.
 *
 * Slow down, and retry with backoff.
 */
export class ThrottlingException extends ModeledError {
  override readonly name = "ThrottlingException";
  override readonly status = 429;
  override readonly fault = "client";
}
