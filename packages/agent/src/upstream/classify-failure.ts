import { ConnectionError, ResponseError, ServiceError } from "@eks-auth/client-light";
import { redactSecrets } from "@eks-auth/server-runtime/redact-secrets";
import {
  describeProxy,
  type EnvironmentProxy,
  InvalidEndpointError,
  measureClockOffset,
  ProxyConfigError,
  ProxyRefusedError,
  type RoundTrip,
  UnsafeEndpointError,
} from "@eks-auth/transport";
import { type ErrorName, errors } from "@eks-auth/types";
import { type AgentErrorReason, UpstreamError } from "../core/errors.ts";
import { isUnknownKey, readApiReason, readRetryAfterMs } from "./api-reason.ts";
import { tryLimits } from "./call-limits.ts";
import {
  type CallerMethods,
  explainCallerRefusal,
  explainCertificateRefusal,
  explainReset,
} from "./caller-refusal.ts";
import { RegionError } from "./region.ts";

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
  readonly cluster: string;
  /** When the call was made. */
  readonly roundTrip: RoundTrip;
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
  if (error instanceof ServiceError) {
    return classifyServiceError(error, target, secrets);
  }
  if (error instanceof ResponseError) {
    const requestId = error.requestId && redactSecrets(error.requestId, secrets);
    const problem =
      error.code === "response_too_large"
        ? ` of more than ${tryLimits.maxResponseBytes} bytes`
        : ` (status ${error.status})`;
    return keeping("bad_response", `${api} sent an unusable response${problem}.`, { requestId });
  }
  const cause = error instanceof ConnectionError ? error.cause : error;
  if (isConfigurationError(cause)) {
    return keeping("upstream_config_invalid", cause.message);
  }
  if (cause instanceof ProxyRefusedError) {
    return keeping("unreachable", `${api} is unreachable: the proxy answered ${cause.status}.`);
  }
  const code = error instanceof ConnectionError ? error.systemCode : undefined;
  const refusal = explainCertificateRefusal(code ?? "", target.methods);
  if (refusal !== undefined) {
    return keeping("caller_refused", `${api} ${refusal}`);
  }
  const { proxy } = target;
  const unreachable = proxy && connectionErrors.includes(code ?? "") ? `The ${describeProxy(proxy)}` : api;
  const hint = explainReset(code ?? "", target.methods);
  return keeping("unreachable", `${unreachable} is unreachable (${code ?? (cause as Error).name}).${hint}`);
}

function classifyServiceError(
  error: ServiceError,
  target: CallTarget,
  secrets: readonly string[],
): UpstreamError {
  const api = describeTarget(target);
  const { name, status, headers } = error;
  const requestId = error.requestId && redactSecrets(error.requestId, secrets);
  const context = {
    requestId,
    cluster: target.cluster,
    apiClockOffsetMs: measureClockOffset(headers.date, target.roundTrip),
  };
  if (isModelled(name, status)) {
    const message = redactSecrets(error.message, secrets) || "The EKS Auth API gave no message.";
    return new UpstreamError("api_error", message, {
      ...context,
      response: { status, code: name },
      dropsCredentials: dropsCredentials[name],
      apiReason: readApiReason(error),
      retryAfterMs: isUnknownKey(error) ? readRetryAfterMs(error) : undefined,
    });
  }
  const refusal = explainCallerRefusal(name, status, target.methods, secrets);
  return refusal === undefined
    ? keeping("bad_response", `${api} sent an unusable response (status ${status}).`, context)
    : keeping("caller_refused", `${api} ${refusal}`, context);
}

/** Whether the agent can't call the API as it is configured. */
function isConfigurationError(error: unknown): error is Error {
  return [UnsafeEndpointError, ProxyConfigError, InvalidEndpointError, RegionError].some(
    (type) => error instanceof type,
  );
}

function isModelled(name: string, status: number): name is ErrorName {
  return Object.hasOwn(errors, name) && errors[name as ErrorName].status === status;
}

/** Creates an error that keeps the pod's credentials. */
function keeping(
  reason: AgentErrorReason,
  message: string,
  details: ConstructorParameters<typeof UpstreamError>[2] = {},
): UpstreamError {
  return new UpstreamError(reason, message, { ...details, dropsCredentials: false });
}

/** Names API and proxy. Only the origin, because a URL can contain a password. */
function describeTarget({ endpoint, proxy }: CallTarget): string {
  const at = endpoint === undefined ? "" : ` at ${new URL(endpoint).origin}`;
  const through = proxy === undefined ? "" : ` through the ${describeProxy(proxy)}`;
  return `The EKS Auth API${at}${through}`;
}
