// Generated from a Smithy model by eks-auth. Do not edit: change the model and generate again.

import { ModeledError } from "@eks-auth/server-runtime";

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
export class AccessDeniedException extends ModeledError {
  static override readonly brand: string = "com.amazonaws.eks#AccessDeniedException";
  override readonly name = "AccessDeniedException";
  override readonly status = 403;
  override readonly fault = "client";
}

/**
 * The ARN or the tags of the request are not valid.
 *
 * HTTP status 400. Clients do not retry it.
 *
 * @see com.amazonaws.eks#BadRequestException
 */
export class BadRequestException extends ModeledError {
  static override readonly brand: string = "com.amazonaws.eks#BadRequestException";
  override readonly name = "BadRequestException";
  override readonly status = 400;
  override readonly fault = "client";
}

/**
 * The members of ClientException.
 *
 * @see com.amazonaws.eks#ClientException
 */
export interface ClientExceptionMembers {
  /** The cluster that the request was for. */
  readonly clusterName?: string | undefined;
  /** Always absent: this service has no node groups. */
  readonly nodegroupName?: string | undefined;
  /** Always absent: this service has no add-ons. */
  readonly addonName?: string | undefined;
  /** Always absent: this service has no subscriptions. */
  readonly subscriptionId?: string | undefined;
  /** What went wrong, for people. Programs use the name of the error. */
  readonly message?: string | undefined;
}

/**
 * The request can't be carried out.
 *
 * HTTP status 400. Clients do not retry it.
 *
 * @see com.amazonaws.eks#ClientException
 */
export class ClientException extends ModeledError<ClientExceptionMembers> {
  static override readonly brand: string = "com.amazonaws.eks#ClientException";
  override readonly name = "ClientException";
  override readonly status = 400;
  override readonly fault = "client";
}

/**
 * The members of InvalidParameterException.
 *
 * @see com.amazonaws.eks#InvalidParameterException
 */
export interface InvalidParameterExceptionMembers {
  /** The cluster that the request was for. */
  readonly clusterName?: string | undefined;
  /** Always absent: this service has no node groups. */
  readonly nodegroupName?: string | undefined;
  /** Always absent: this service has no Fargate profiles. */
  readonly fargateProfileName?: string | undefined;
  /** Always absent: this service has no add-ons. */
  readonly addonName?: string | undefined;
  /** Always absent: this service has no subscriptions. */
  readonly subscriptionId?: string | undefined;
  /** What went wrong, for people. Programs use the name of the error. */
  readonly message?: string | undefined;
}

/**
 * A value of the request is not valid: it is missing, or has an invalid length or form.
 *
 * The message names the value and what it must be.
 *
 * HTTP status 400. Clients do not retry it.
 *
 * @see com.amazonaws.eks#InvalidParameterException
 */
export class InvalidParameterException extends ModeledError<InvalidParameterExceptionMembers> {
  static override readonly brand: string = "com.amazonaws.eks#InvalidParameterException";
  override readonly name = "InvalidParameterException";
  override readonly status = 400;
  override readonly fault = "client";
}

/**
 * The members of InvalidRequestException.
 *
 * @see com.amazonaws.eks#InvalidRequestException
 */
export interface InvalidRequestExceptionMembers {
  /** The cluster that the request was for. */
  readonly clusterName?: string | undefined;
  /** Always absent: this service has no node groups. */
  readonly nodegroupName?: string | undefined;
  /** Always absent: this service has no add-ons. */
  readonly addonName?: string | undefined;
  /** Always absent: this service has no subscriptions. */
  readonly subscriptionId?: string | undefined;
  /** What went wrong, for people. Programs use the name of the error. */
  readonly message?: string | undefined;
}

/**
 * Each value is valid, but the combination is not, or not in this state of the resource.
 *
 * HTTP status 400. Clients do not retry it.
 *
 * @see com.amazonaws.eks#InvalidRequestException
 */
export class InvalidRequestException extends ModeledError<InvalidRequestExceptionMembers> {
  static override readonly brand: string = "com.amazonaws.eks#InvalidRequestException";
  override readonly name = "InvalidRequestException";
  override readonly status = 400;
  override readonly fault = "client";
}

/**
 * No resource has the ARN of the request.
 *
 * HTTP status 404. Clients do not retry it.
 *
 * @see com.amazonaws.eks#NotFoundException
 */
export class NotFoundException extends ModeledError {
  static override readonly brand: string = "com.amazonaws.eks#NotFoundException";
  override readonly name = "NotFoundException";
  override readonly status = 404;
  override readonly fault = "client";
}

/**
 * The members of ResourceInUseException.
 *
 * @see com.amazonaws.eks#ResourceInUseException
 */
export interface ResourceInUseExceptionMembers {
  /** The cluster that the request was for. */
  readonly clusterName?: string | undefined;
  /** Always absent: this service has no node groups. */
  readonly nodegroupName?: string | undefined;
  /** Always absent: this service has no add-ons. */
  readonly addonName?: string | undefined;
  /** What went wrong, for people. Programs use the name of the error. */
  readonly message?: string | undefined;
}

/**
 * The namespace and service account have an association already.
 *
 * Update that one, or delete it first.
 *
 * HTTP status 409. Clients do not retry it.
 *
 * @see com.amazonaws.eks#ResourceInUseException
 */
export class ResourceInUseException extends ModeledError<ResourceInUseExceptionMembers> {
  static override readonly brand: string = "com.amazonaws.eks#ResourceInUseException";
  override readonly name = "ResourceInUseException";
  override readonly status = 409;
  override readonly fault = "client";
}

/**
 * The members of ResourceLimitExceededException.
 *
 * @see com.amazonaws.eks#ResourceLimitExceededException
 */
export interface ResourceLimitExceededExceptionMembers {
  /** The cluster that the request was for. */
  readonly clusterName?: string | undefined;
  /** Always absent: this service has no node groups. */
  readonly nodegroupName?: string | undefined;
  /** Always absent: this service has no subscriptions. */
  readonly subscriptionId?: string | undefined;
  /** What went wrong, for people. Programs use the name of the error. */
  readonly message?: string | undefined;
}

/**
 * The cluster has as many associations as it can have.
 *
 * HTTP status 400. Clients do not retry it.
 *
 * @see com.amazonaws.eks#ResourceLimitExceededException
 */
export class ResourceLimitExceededException extends ModeledError<ResourceLimitExceededExceptionMembers> {
  static override readonly brand: string = "com.amazonaws.eks#ResourceLimitExceededException";
  override readonly name = "ResourceLimitExceededException";
  override readonly status = 400;
  override readonly fault = "client";
}

/**
 * The members of ResourceNotFoundException.
 *
 * @see com.amazonaws.eks#ResourceNotFoundException
 */
export interface ResourceNotFoundExceptionMembers {
  /** The cluster that the request was for. */
  readonly clusterName?: string | undefined;
  /** Always absent: this service has no node groups. */
  readonly nodegroupName?: string | undefined;
  /** Always absent: this service has no Fargate profiles. */
  readonly fargateProfileName?: string | undefined;
  /** Always absent: this service has no add-ons. */
  readonly addonName?: string | undefined;
  /** Always absent: this service has no subscriptions. */
  readonly subscriptionId?: string | undefined;
  /** What went wrong, for people. Programs use the name of the error. */
  readonly message?: string | undefined;
}

/**
 * The cluster or the association does not exist.
 *
 * HTTP status 404. Clients do not retry it.
 *
 * @see com.amazonaws.eks#ResourceNotFoundException
 */
export class ResourceNotFoundException extends ModeledError<ResourceNotFoundExceptionMembers> {
  static override readonly brand: string = "com.amazonaws.eks#ResourceNotFoundException";
  override readonly name = "ResourceNotFoundException";
  override readonly status = 404;
  override readonly fault = "client";
}

/**
 * The members of ServerException.
 *
 * @see com.amazonaws.eks#ServerException
 */
export interface ServerExceptionMembers {
  /** The cluster that the request was for. */
  readonly clusterName?: string | undefined;
  /** Always absent: this service has no node groups. */
  readonly nodegroupName?: string | undefined;
  /** Always absent: this service has no add-ons. */
  readonly addonName?: string | undefined;
  /** Always absent: this service has no subscriptions. */
  readonly subscriptionId?: string | undefined;
  /** What went wrong, for people. Programs use the name of the error. */
  readonly message?: string | undefined;
}

/**
 * The service failed unexpectedly, or can't store the change.
 *
 * Retry with backoff.
 *
 * HTTP status 500. Clients retry it.
 *
 * @see com.amazonaws.eks#ServerException
 */
export class ServerException extends ModeledError<ServerExceptionMembers> {
  static override readonly brand: string = "com.amazonaws.eks#ServerException";
  override readonly name = "ServerException";
  override readonly status = 500;
  override readonly fault = "server";
}

/**
 * The service or one of its dependencies is down or too slow.
 *
 * Retry with backoff.
 *
 * HTTP status 503. Clients retry it.
 *
 * @see com.amazonaws.eks#ServiceUnavailableException
 */
export class ServiceUnavailableException extends ModeledError {
  static override readonly brand: string = "com.amazonaws.eks#ServiceUnavailableException";
  override readonly name = "ServiceUnavailableException";
  override readonly status = 503;
  override readonly fault = "server";
}

/**
 * The members of ThrottlingException.
 *
 * @see com.amazonaws.eks#ThrottlingException
 */
export interface ThrottlingExceptionMembers {
  /** The cluster that the request was for. */
  readonly clusterName?: string | undefined;
  /** What went wrong, for people. Programs use the name of the error. */
  readonly message?: string | undefined;
}

/**
 * The caller sends too many requests.
 *
 * Send fewer requests, and retry with backoff.
 *
 * HTTP status 429. Clients retry it.
 *
 * @see com.amazonaws.eks#ThrottlingException
 */
export class ThrottlingException extends ModeledError<ThrottlingExceptionMembers> {
  static override readonly brand: string = "com.amazonaws.eks#ThrottlingException";
  override readonly name = "ThrottlingException";
  override readonly status = 429;
  override readonly fault = "client";
}
