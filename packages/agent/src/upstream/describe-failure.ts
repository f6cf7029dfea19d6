import { EKSAuthServiceException } from "@eks-auth/client";
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

/**
 * Says why a call of the EKS Auth API failed. Only the model's own errors are quoted. Anything else is a matter between
 * the agent and the API and no fault of the pod's: AWS answers a bad signature of ours with names that the model has too,
 * and another status.
 *
 * @param error - what the client threw
 * @param endpoint - where it called, for people; `undefined` for AWS's own
 */
export function describeFailure(error: unknown, endpoint: string | undefined): UpstreamError {
  const place = endpoint === undefined ? "The EKS Auth API" : `The EKS Auth API at ${endpoint}`;
  const { name, code, $metadata } = error as Failure;
  const requestId = $metadata?.requestId;
  const status = $metadata?.httpStatusCode;
  if (error instanceof EKSAuthServiceException && status !== undefined) {
    const dropsCredentials = droppingErrors[name] === status;
    if (dropsCredentials || keepingErrors[name] === status) {
      const message = error.message || "The EKS Auth API gave no reason.";
      return new UpstreamError({ status, code: name, message }, { dropsCredentials, requestId });
    }
    return unavailable(
      `${place} refuses the agent itself (${status} ${name}). Check its AWS credentials.`,
      requestId,
    );
  }
  if (name === "CredentialsProviderError" || name === "ProviderError") {
    return unavailable("The agent has no AWS credentials of its own to call the EKS Auth API with.");
  }
  if (status !== undefined) {
    return unavailable(`${place} gave an answer that can't be understood (status ${status}).`, requestId);
  }
  return unavailable(`${place} can't be reached (${code ?? name}).`);
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
