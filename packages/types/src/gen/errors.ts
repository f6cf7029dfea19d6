// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

/** The HTTP status of each error of the service, and who caused it. */
export const errors = {
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
  AccessDeniedException: { status: 400, fault: "client" },
  /**
   * The service account token has expired.
   *
   * Read the token file again: the kubelet renews the token before it expires.
   *
   * HTTP status 400. Clients do not retry it.
   *
   * @see com.amazonaws.eksauth#ExpiredTokenException
   */
  ExpiredTokenException: { status: 400, fault: "client" },
  /**
   * The service failed unexpectedly.
   *
   * Retry with backoff.
   *
   * HTTP status 500. Clients retry it.
   *
   * @see com.amazonaws.eksauth#InternalServerException
   */
  InternalServerException: { status: 500, fault: "server" },
  /**
   * A value of the request breaks a constraint: it is missing, or has an invalid length or form.
   *
   * The message names the value and the constraint, and contains no secret.
   *
   * HTTP status 400. Clients do not retry it.
   *
   * @see com.amazonaws.eksauth#InvalidParameterException
   */
  InvalidParameterException: { status: 400, fault: "client" },
  /**
   * Each value is valid, but the combination is not.
   *
   * The message says what does not match.
   *
   * HTTP status 400. Clients do not retry it.
   *
   * @see com.amazonaws.eksauth#InvalidRequestException
   */
  InvalidRequestException: { status: 400, fault: "client" },
  /**
   * The service account token is not a token of this cluster for this purpose.
   *
   * Its signature, algorithm, issuer, audience or claims are invalid.
   *
   * HTTP status 400. Clients do not retry it.
   *
   * @see com.amazonaws.eksauth#InvalidTokenException
   */
  InvalidTokenException: { status: 400, fault: "client" },
  /**
   * The cluster does not exist, or the service account has no association.
   *
   * Create the association first. It can take a few seconds until it is effective.
   *
   * HTTP status 404. Clients do not retry it.
   *
   * @see com.amazonaws.eksauth#ResourceNotFoundException
   */
  ResourceNotFoundException: { status: 404, fault: "client" },
  /**
   * The service or one of its dependencies is down or too slow.
   *
   * Retry with backoff, and use the current credentials until they expire.
   *
   * HTTP status 503. Clients retry it.
   *
   * @see com.amazonaws.eksauth#ServiceUnavailableException
   */
  ServiceUnavailableException: { status: 503, fault: "server" },
  /**
   * The caller sends too many requests.
   *
   * Send fewer requests, and retry with backoff.
   *
   * HTTP status 429. Clients retry it.
   *
   * @see com.amazonaws.eksauth#ThrottlingException
   */
  ThrottlingException: { status: 429, fault: "client" },
} as const;

/** The name of an error of the service, as sent in the `x-amzn-errortype` header. */
export type ErrorName = keyof typeof errors;
