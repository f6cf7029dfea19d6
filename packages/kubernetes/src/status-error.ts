import { redactSecrets } from "@eks-auth/server-runtime/redact-secrets";
import { KubernetesApiError, type KubernetesErrorCode } from "./kubernetes-api-error.ts";

/**
 * The parts of a `Status` that are used here. They are not checked.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
 */
interface Status {
  readonly message?: unknown;
  readonly reason?: unknown;
  readonly code?: unknown;
  readonly details?: { readonly retryAfterSeconds?: unknown };
}

const codes: Readonly<Record<number, KubernetesErrorCode>> = {
  400: "invalid",
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  410: "gone",
  413: "invalid",
  415: "invalid",
  422: "invalid",
  429: "too_many_requests",
  504: "timeout",
};

const hints: Readonly<Record<number, string>> = {
  401: " Check that the token is one of this cluster, for the audience of its API server.",
  403: " Grant the verb to the service account in its Role or ClusterRole.",
};

/**
 * Creates the error of a response that is not a success.
 *
 * @param request - the method and the URL, for the message
 * @param body - the response's body, parsed; an API server sends a `Status`, and a proxy can send anything
 * @param token - is removed from the message
 */
export function createStatusError(
  request: string,
  status: number,
  body: unknown,
  token = "",
): KubernetesApiError {
  const {
    message,
    reason: sent,
    details,
  }: Status = typeof body === "object" && body !== null ? (body as Status) : {};
  const reason = typeof sent === "string" ? sent : undefined;
  const wanted = details?.retryAfterSeconds;
  const text = typeof message === "string" ? `: ${redactSecrets(message, [token])}` : "";
  return new KubernetesApiError(
    reason === "AlreadyExists" ? "already_exists" : (codes[status] ?? unknownCode(status)),
    `${request} answered ${status}${text.replace(/\.$/, "")}.${hints[status] ?? ""}`,
    { status, reason, retryAfterSeconds: typeof wanted === "number" ? wanted : undefined },
  );
}

/**
 * Creates the error of an `ERROR` event of a watch, whose object is a `Status`.
 *
 * @param request - the method and the URL, for the message
 */
export function createEventError(request: string, object: unknown): KubernetesApiError {
  const { code }: Status = typeof object === "object" && object !== null ? (object as Status) : {};
  return createStatusError(request, typeof code === "number" ? code : 500, object);
}

function unknownCode(status: number): KubernetesErrorCode {
  return status >= 500 ? "unavailable" : "response_invalid";
}
