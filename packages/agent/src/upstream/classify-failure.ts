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
import {
  type CallerMethods,
  explainCallerRefusal,
  explainCertificateRefusal,
  explainReset,
} from "./caller-refusal.ts";

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

/** Connection-level error codes. If a proxy is configured, they mean that the proxy is unreachable. */
const connectionErrors = ["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN"];

interface CallTarget {
  /** The API's endpoint; undefined for AWS's own. */
  readonly endpoint: string | undefined;
  /** The proxy that the call used, if any. */
  readonly proxy: EnvironmentProxy | undefined;
  /** What the call identified the agent with. */
  readonly methods: CallerMethods;
}

/**
 * Decides what a failed call to the EKS Auth API means: its reason, the pod's response, and whether the pod's cached
 * credentials are dropped. Only errors of the model are passed on to the pod, and only with the status of the model: if
 * the API rejects the agent itself, it uses the same names with another status.
 *
 * @param error - the error of the client
 * @param secrets - the tokens of the call; neither they nor a part of one is in a message
 */
export function classifyFailure(
  error: unknown,
  target: CallTarget,
  secrets: readonly string[],
): UpstreamError {
  const api = describeTarget(target);
  const { name, code, $metadata } = error as Failure;
  const requestId = $metadata?.requestId && redactSecrets($metadata.requestId, secrets);
  const status = $metadata?.httpStatusCode;
  if (error instanceof EKSAuthServiceException && status !== undefined) {
    if (isModelled(name, status)) {
      const message = redactSecrets(readMessage(error), secrets) || "The EKS Auth API gave no message.";
      const response = { status, code: name };
      return new UpstreamError("api_error", message, {
        response,
        requestId,
        dropsCredentials: dropsCredentials[name],
        apiReason: readApiReason(error),
        retryAfterMs: isUnknownKey(error) ? readRetryAfterMs(error) : undefined,
      });
    }
    const refusal = explainCallerRefusal(name, status, target.methods, secrets);
    if (refusal !== undefined) {
      return keeping("caller_refused", `${api} ${refusal}`, requestId);
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
  const refusal = explainCertificateRefusal(code ?? "", target.methods);
  if (refusal !== undefined) {
    return keeping("caller_refused", `${api} ${refusal}`);
  }
  const { proxy } = target;
  const unreachable = proxy && connectionErrors.includes(code ?? "") ? `The ${describeProxy(proxy)}` : api;
  const hint = explainReset(code ?? "", target.methods);
  return keeping("unreachable", `${unreachable} is unreachable (${code ?? name}).${hint}`);
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

interface Failure {
  readonly name: string;
  readonly code?: string;
  readonly $metadata?: { readonly requestId?: string; readonly httpStatusCode?: number };
}
