import { EKSAuthServiceException } from "@eks-auth/client";
import { UnsafeEndpointError } from "./require-safe-endpoint.ts";
import { UpstreamError } from "./upstream-error.ts";

/** The errors that take a pod its credentials, with the status that the model gives them. */
const droppingErrors: Readonly<Record<string, number>> = {
  AccessDeniedException: 400,
  ExpiredTokenException: 400,
  InvalidTokenException: 400,
  ResourceNotFoundException: 404,
};

/** The other errors of the model, with their status. */
const keepingErrors: Readonly<Record<string, number>> = {
  InvalidParameterException: 400,
  InvalidRequestException: 400,
  ThrottlingException: 429,
  InternalServerException: 500,
  ServiceUnavailableException: 503,
};

/** With these AWS answers a caller that it doesn't know, or lets do nothing. */
const callerFaults: ReadonlySet<number> = new Set([400, 401, 403]);

/**
 * Says why a call of the EKS Auth API failed. Only the model's own errors are quoted. Anything else is a matter between
 * the agent and the API and no fault of the pod's: AWS answers a bad signature of ours with names that the model has too,
 * and another status.
 *
 * @param error - what the client threw
 * @param endpoint - where it called, for people; `undefined` for AWS's own
 * @param token - what it called with, which no message may repeat
 */
export function describeFailure(error: unknown, endpoint: string | undefined, token: string): UpstreamError {
  // Its origin, for a URL may have a password in it.
  const place =
    endpoint === undefined ? "The EKS Auth API" : `The EKS Auth API at ${new URL(endpoint).origin}`;
  const { name, code, $metadata } = error as Failure;
  const requestId = $metadata?.requestId;
  const status = $metadata?.httpStatusCode;
  if (error instanceof EKSAuthServiceException && status !== undefined) {
    const dropsCredentials = droppingErrors[name] === status;
    if (dropsCredentials || keepingErrors[name] === status) {
      const message = error.message.replaceAll(token, "[token]") || "The EKS Auth API gave no reason.";
      return new UpstreamError({ status, code: name, message }, { dropsCredentials, requestId });
    }
    if (callerFaults.has(status) && isName(name)) {
      return unavailable(
        `${place} refuses the agent itself (${status} ${name}). Check its AWS credentials.`,
        requestId,
      );
    }
  }
  if (error instanceof UnsafeEndpointError) {
    return unavailable(error.message);
  }
  if (name === "CredentialsProviderError" || name === "ProviderError") {
    return unavailable("The agent has no AWS credentials of its own to call the EKS Auth API with.");
  }
  // An answer that wasn't whole in time has a status, too.
  if (status !== undefined && name !== "TimeoutError") {
    return unavailable(`${place} gave an answer that can't be understood (status ${status}).`, requestId);
  }
  return unavailable(`${place} can't be reached (${code ?? name}).`);
}

/** What isn't one may hold anything. The client calls an error without a name Unknown. */
function isName(name: string): boolean {
  return /^[A-Za-z]{1,100}$/.test(name) && name !== "Unknown";
}

interface Failure {
  readonly name: string;
  readonly code?: string;
  readonly $metadata?: { readonly requestId?: string; readonly httpStatusCode?: number };
}

function unavailable(message: string, requestId?: string): UpstreamError {
  return new UpstreamError(
    { status: 503, code: "ServiceUnavailableException", message },
    { dropsCredentials: false, requestId },
  );
}
