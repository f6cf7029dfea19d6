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

/** How a connection ends that may have transferred a request. */
const lostConnection = new Set(["ECONNRESET", "EPIPE", "ETIMEDOUT"]);

/**
 * Converts a failure after which a change may have been made: the API server can have received the request, and its response
 * did not arrive. Other errors stay.
 */
export function toWriteError(error: unknown): unknown {
  if (!(error instanceof KubernetesApiError && mayBeMade(error))) {
    return error;
  }
  const text = `It is not known whether the association was changed: ${error.message} Read it before you change it again.`;
  return new AssociationChangeError("outcome_unknown", text, { cause: error });
}

function mayBeMade({ code, cause }: KubernetesApiError): boolean {
  const { code: systemCode = "" } = (cause ?? {}) as NodeJS.ErrnoException;
  return code === "unreachable"
    ? lostConnection.has(systemCode)
    : ["timeout", "response_invalid", "response_too_large"].includes(code);
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
