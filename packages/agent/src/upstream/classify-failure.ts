import { EKSAuthServiceException } from "@eks-auth/client";
import { redactSecrets } from "@eks-auth/server-runtime/redact-secrets";
import {
  describeProxy,
  type EnvironmentProxy,
  ProxyConfigError,
  ProxyRefusedError,
  ResponseTooLargeError,
  UnsafeEndpointError,
} from "@eks-auth/transport";
import { type ErrorName, errors } from "@eks-auth/types";
import { type AgentErrorReason, UpstreamError } from "../core/errors.ts";
import { isUnknownKey, readApiReason, readRetryAfterMs } from "./api-reason.ts";

/**
 * Which errors of the API drop the pod's cached credentials. All other failures keep them: unreachable, not understood,
 * or one of these names with a status that the model does not give it.
 */
const dropsCredentials: Readonly<Record<ErrorName, boolean>> = {
  AccessDeniedException: true,
  ExpiredTokenException: true,
  InvalidTokenException: true,
  ResourceNotFoundException: true,
  InternalServerException: false,
  InvalidParameterException: false,
  InvalidRequestException: false,
  ServiceUnavailableException: false,
  ThrottlingException: false,
};

/** Statuses with which AWS rejects a caller that it does not know or that has no permission. */
const callerStatuses: ReadonlySet<number> = new Set([400, 401, 403]);

/** Connection-level error codes. If a proxy is configured, they mean that the proxy is unreachable. */
const connectionErrors = ["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN"];

interface CallTarget {
  /** The API's endpoint; undefined for AWS's own. */
  readonly endpoint: string | undefined;
  /** The proxy that the call used, if any. */
  readonly proxy: EnvironmentProxy | undefined;
}

/**
 * Decides what a failed call to the EKS Auth API means: its reason, the pod's response, and whether the pod's cached
 * credentials are dropped. Only errors of the model are passed on to the pod, and only with the status of the model: if
 * AWS rejects the agent's own signature, it uses the same names with another status.
 *
 * @param error - the error of the client
 * @param token - the token of the call; neither it nor a part of it is in a message
 */
export function classifyFailure(error: unknown, target: CallTarget, token: string): UpstreamError {
  const api = describeTarget(target);
  const { name, code, $metadata } = error as Failure;
  const requestId = $metadata?.requestId && redactSecrets($metadata.requestId, [token]);
  const status = $metadata?.httpStatusCode;
  if (error instanceof EKSAuthServiceException && status !== undefined) {
    if (isModelled(name, status)) {
      const message = redactSecrets(readMessage(error), [token]) || "The EKS Auth API gave no message.";
      const response = { status, code: name };
      return new UpstreamError("api_error", message, {
        response,
        requestId,
        dropsCredentials: dropsCredentials[name],
        apiReason: readApiReason(error),
        retryAfterMs: isUnknownKey(error) ? readRetryAfterMs(error) : undefined,
      });
    }
    if (callerStatuses.has(status) && isErrorName(name)) {
      const message = `${api} rejects the agent itself (${status} ${redactSecrets(name, [token])}). Check the agent's AWS credentials.`;
      return keeping("caller_refused", message, requestId);
    }
  }
  if (error instanceof UnsafeEndpointError || error instanceof ProxyConfigError) {
    return keeping("upstream_config_invalid", error.message);
  }
  if (error instanceof ResponseTooLargeError) {
    return keeping("bad_response", `${api} sent an unusable response of more than ${error.maxBytes} bytes.`);
  }
  if (status !== undefined) {
    return keeping("bad_response", `${api} sent an unusable response (status ${status}).`, requestId);
  }
  if (error instanceof ProxyRefusedError) {
    return keeping("unreachable", `${api} is unreachable: the proxy answered ${error.status}.`);
  }
  const { proxy } = target;
  const unreachable = proxy && connectionErrors.includes(code ?? "") ? `The ${describeProxy(proxy)}` : api;
  return keeping("unreachable", `${unreachable} is unreachable (${code ?? name}).`);
}

/** Reads the API's message. The client passes on any JSON value that it got. */
function readMessage({ message }: { readonly message: unknown }): string {
  return typeof message === "string" ? message : "";
}

function isModelled(name: string, status: number): name is ErrorName {
  return Object.hasOwn(errors, name) && errors[name as ErrorName].status === status;
}

/** Creates an error that keeps the pod's credentials. */
function keeping(reason: AgentErrorReason, message: string, requestId?: string): UpstreamError {
  return new UpstreamError(reason, message, { dropsCredentials: false, requestId });
}

/** Names API and proxy. Only the origin, because a URL can contain a password. */
function describeTarget({ endpoint, proxy }: CallTarget): string {
  const at = endpoint === undefined ? "" : ` at ${new URL(endpoint).origin}`;
  const through = proxy === undefined ? "" : ` through the ${describeProxy(proxy)}`;
  return `The EKS Auth API${at}${through}`;
}

/** Whether a text has the form of an error's name. Other texts could contain secrets. The client calls an error without a name Unknown. */
function isErrorName(name: string): boolean {
  return /^[A-Za-z]{1,100}$/.test(name) && name !== "Unknown";
}

interface Failure {
  readonly name: string;
  readonly code?: string;
  readonly $metadata?: { readonly requestId?: string; readonly httpStatusCode?: number };
}
