// Generated from a Smithy model by eks-auth. Do not edit: change the model and generate again.

/** The HTTP status of each error of the service, and who caused it. */
export const errors = {
  /**
   * The caller is not allowed to do this in this cluster. The answer is the same if the cluster does not
   * exist.
   *
   * Give the caller the right in the configuration of the service. A retry of the same request fails
   * again.
   *
   * HTTP status 403. Clients do not retry it.
   *
   * @see com.amazonaws.eks#AccessDeniedException
   */
  AccessDeniedException: { status: 403, fault: "client" },
  /**
   * The ARN or the tags of the request are not valid.
   *
   * HTTP status 400. Clients do not retry it.
   *
   * @see com.amazonaws.eks#BadRequestException
   */
  BadRequestException: { status: 400, fault: "client" },
  /**
   * The request can't be carried out.
   *
   * HTTP status 400. Clients do not retry it.
   *
   * @see com.amazonaws.eks#ClientException
   */
  ClientException: { status: 400, fault: "client" },
  /**
   * A value of the request is not valid: it is missing, or has an invalid length or form.
   *
   * The message names the value and what it must be.
   *
   * HTTP status 400. Clients do not retry it.
   *
   * @see com.amazonaws.eks#InvalidParameterException
   */
  InvalidParameterException: { status: 400, fault: "client" },
  /**
   * Each value is valid, but the combination is not, or not in this state of the resource.
   *
   * HTTP status 400. Clients do not retry it.
   *
   * @see com.amazonaws.eks#InvalidRequestException
   */
  InvalidRequestException: { status: 400, fault: "client" },
  /**
   * No resource has the ARN of the request.
   *
   * HTTP status 404. Clients do not retry it.
   *
   * @see com.amazonaws.eks#NotFoundException
   */
  NotFoundException: { status: 404, fault: "client" },
  /**
   * The namespace and service account have an association already.
   *
   * Update that one, or delete it first.
   *
   * HTTP status 409. Clients do not retry it.
   *
   * @see com.amazonaws.eks#ResourceInUseException
   */
  ResourceInUseException: { status: 409, fault: "client" },
  /**
   * The cluster has as many associations as it can have.
   *
   * HTTP status 400. Clients do not retry it.
   *
   * @see com.amazonaws.eks#ResourceLimitExceededException
   */
  ResourceLimitExceededException: { status: 400, fault: "client" },
  /**
   * The cluster or the association does not exist.
   *
   * HTTP status 404. Clients do not retry it.
   *
   * @see com.amazonaws.eks#ResourceNotFoundException
   */
  ResourceNotFoundException: { status: 404, fault: "client" },
  /**
   * The service failed unexpectedly, or can't store the change.
   *
   * Retry with backoff.
   *
   * HTTP status 500. Clients retry it.
   *
   * @see com.amazonaws.eks#ServerException
   */
  ServerException: { status: 500, fault: "server" },
  /**
   * The service or one of its dependencies is down or too slow.
   *
   * Retry with backoff.
   *
   * HTTP status 503. Clients retry it.
   *
   * @see com.amazonaws.eks#ServiceUnavailableException
   */
  ServiceUnavailableException: { status: 503, fault: "server" },
  /**
   * The caller sends too many requests.
   *
   * Send fewer requests, and retry with backoff.
   *
   * HTTP status 429. Clients retry it.
   *
   * @see com.amazonaws.eks#ThrottlingException
   */
  ThrottlingException: { status: 429, fault: "client" },
} as const;

/** The name of an error of the service, as sent in the `x-amzn-errortype` header. */
export type ErrorName = keyof typeof errors;
