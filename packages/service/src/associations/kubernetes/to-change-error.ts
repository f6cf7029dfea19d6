import { KubernetesApiError } from "@eks-auth/kubernetes";
import { AssociationChangeError, type ChangeErrorCode } from "../change-error.ts";

/** Converts a failure of the API server to the reason why an association was not changed. Other errors stay. */
export function toChangeError(error: unknown): unknown {
  if (!(error instanceof KubernetesApiError)) {
    return error;
  }
  const [code, text] = describe(error);
  return new AssociationChangeError(code, text, { cause: error });
}

/** System calls that come before a request is sent. Other calls can fail with the same codes, such as EHOSTUNREACH. */
const callsBeforeSending = new Set(["connect", "getaddrinfo"]);

/**
 * How a connection fails before a request is sent: the API server's certificate is not accepted, or the proxy does not
 * connect.
 *
 * @see https://nodejs.org/api/tls.html#x509-certificate-error-codes
 */
const codesBeforeSending = new Set([
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "CERT_REJECTED",
  "CERT_SIGNATURE_FAILURE",
  "CERT_UNTRUSTED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "proxy_refused",
]);

/**
 * Converts a failure after which a change may have been made: the API server can have received the request, and did not
 * answer, or not that it refused it. Other errors stay.
 */
export function toWriteError(error: unknown): unknown {
  if (!(error instanceof KubernetesApiError && mayBeMade(error))) {
    return error;
  }
  const text = `It is not known whether the association was changed: ${error.message} Read it before you change it again.`;
  return new AssociationChangeError("outcome_unknown", text, { cause: error });
}

function mayBeMade({ code, status, cause }: KubernetesApiError): boolean {
  if (status !== undefined) {
    // After 5xx too: etcd can have stored what it did not confirm in time, and a load balancer can have lost the answer.
    return status < 300 || status >= 500;
  }
  return code !== "token_unusable" && !isBeforeSending(cause);
}

function isBeforeSending(cause: unknown): boolean {
  if (cause instanceof AggregateError) {
    return cause.errors.some(isBeforeSending);
  }
  const { code = "", syscall = "" } = (cause ?? {}) as NodeJS.ErrnoException;
  return callsBeforeSending.has(syscall) || codesBeforeSending.has(code);
}

function describe({ code, message }: KubernetesApiError): [ChangeErrorCode, string] {
  switch (code) {
    case "not_found":
      return ["missing", `The association was deleted meanwhile: ${message}`];
    case "conflict":
    case "too_many_requests":
      return ["busy", `The association can't be changed now: ${message} Try again.`];
    case "invalid":
      return ["invalid", `The API server refuses the association: ${message}`];
    case "forbidden":
      return [
        "unwritable",
        `The API server does not let the service change the association: ${message} The chart grants it with cluster.changeAssociations: true.`,
      ];
    default:
      return ["unwritable", `The association can't be changed: ${message}`];
  }
}
