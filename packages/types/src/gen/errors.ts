// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

/** The HTTP status of each error of the service, and whose fault it is. */
export const errors = {
  /**
   * The caller may not ask for this cluster, or the role does not trust the service.
   *
   * Correct the caller's permissions or the trust policy of the role. A retry of the same request fails
   * again.
   */
  AccessDeniedException: { status: 400, fault: "client" },
  /**
   * The service account token is past its expiry.
   *
   * Read the token file again: the kubelet renews it in good time.
   */
  ExpiredTokenException: { status: 400, fault: "client" },
  /**
   * The service failed for a reason of its own.
   *
   * Retry with backoff.
   */
  InternalServerException: { status: 500, fault: "server" },
  /**
   * A value of the request breaks a constraint: it is missing, of the wrong length or of the wrong form.
   *
   * The message names the value and the constraint, and never repeats a secret.
   */
  InvalidParameterException: { status: 400, fault: "client" },
  /**
   * Each value is well formed, but the request as a whole cannot be granted.
   *
   * The message says what does not fit together.
   */
  InvalidRequestException: { status: 400, fault: "client" },
  /**
   * The service account token is not one that the cluster issued for this purpose.
   *
   * Its signature, algorithm, issuer, audience or claims were refused.
   */
  InvalidTokenException: { status: 400, fault: "client" },
  /**
   * There is no such cluster, or its service account has no association.
   *
   * Create the association first. It can take a few seconds to be seen everywhere.
   */
  ResourceNotFoundException: { status: 404, fault: "client" },
  /**
   * The service, or something that it depends on, is down or too slow.
   *
   * Retry with backoff, and keep using credentials that have not yet expired.
   */
  ServiceUnavailableException: { status: 503, fault: "server" },
  /**
   * Too many requests in too short a time.
   *
   * Slow down, and retry with backoff.
   */
  ThrottlingException: { status: 429, fault: "client" },
} as const;

/** The name of an error of the service, as the `x-amzn-errortype` header has it. */
export type ErrorName = keyof typeof errors;

/** The names that an error with a given HTTP status can have. */
export const errorNamesByStatus = {
  400: [
    "AccessDeniedException",
    "ExpiredTokenException",
    "InvalidParameterException",
    "InvalidRequestException",
    "InvalidTokenException",
  ],
  404: ["ResourceNotFoundException"],
  429: ["ThrottlingException"],
  500: ["InternalServerException"],
  503: ["ServiceUnavailableException"],
} as const;
