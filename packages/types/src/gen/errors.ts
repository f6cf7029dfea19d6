// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

/** The HTTP status of each error of the service, and who caused it. */
export const errors = {
  /**
   * The caller may not ask for this cluster, or the role does not trust the service.
   *
   * Correct the caller's permissions or the trust policy of the role. A retry of the same request fails
   * again.
   *
   * @see com.amazonaws.eksauth#AccessDeniedException
   */
  AccessDeniedException: { status: 400, fault: "client" },
  /**
   * The service account token is past its expiry.
   *
   * Read the token file again: the kubelet renews it in good time.
   *
   * @see com.amazonaws.eksauth#ExpiredTokenException
   */
  ExpiredTokenException: { status: 400, fault: "client" },
  /**
   * The service failed for a reason of its own.
   *
   * Retry with backoff.
   *
   * @see com.amazonaws.eksauth#InternalServerException
   */
  InternalServerException: { status: 500, fault: "server" },
  /**
   * A value of the request breaks a constraint: it is missing, of the wrong length or of the wrong form.
   *
   * The message names the value and the constraint, and never repeats a secret.
   *
   * @see com.amazonaws.eksauth#InvalidParameterException
   */
  InvalidParameterException: { status: 400, fault: "client" },
  /**
   * Each value is well formed, but the request as a whole cannot be granted.
   *
   * The message says what does not fit together.
   *
   * @see com.amazonaws.eksauth#InvalidRequestException
   */
  InvalidRequestException: { status: 400, fault: "client" },
  /**
   * The service account token is not one that the cluster issued for this purpose.
   *
   * Its signature, algorithm, issuer, audience or claims were refused.
   *
   * @see com.amazonaws.eksauth#InvalidTokenException
   */
  InvalidTokenException: { status: 400, fault: "client" },
  /**
   * There is no such cluster, or its service account has no association.
   *
   * Create the association first. It can take a few seconds to be seen everywhere.
   *
   * @see com.amazonaws.eksauth#ResourceNotFoundException
   */
  ResourceNotFoundException: { status: 404, fault: "client" },
  /**
   * The service, or something that it depends on, is down or too slow.
   *
   * Retry with backoff, and keep using credentials that have not yet expired.
   *
   * @see com.amazonaws.eksauth#ServiceUnavailableException
   */
  ServiceUnavailableException: { status: 503, fault: "server" },
  /**
   * Too many requests in too short a time.
   *
   * Slow down, and retry with backoff.
   *
   * @see com.amazonaws.eksauth#ThrottlingException
   */
  ThrottlingException: { status: 429, fault: "client" },
} as const;

/** The name of an error of the service, as sent in the `x-amzn-errortype` header. */
export type ErrorName = keyof typeof errors;
