import { ProtocolError } from "@eks-auth/server";
import { CodedError } from "@eks-auth/server-runtime/coded-error";

/** Why a caller was rejected, for code and operators. The caller learns less: see {@link toCallerResponse}. */
export const callerErrorCodes = [
  "caller_missing",
  "signature_incomplete",
  "signature_invalid",
  "signature_expired",
  "access_key_unknown",
  "caller_token_invalid",
  "caller_denied",
  "caller_keys_unavailable",
  "caller_keys_shared",
  "certificate_unknown",
  "callers_differ",
  "cluster_not_allowed",
  "change_not_allowed",
  "node_differs",
  "node_unknown",
] as const;

/** One of {@link callerErrorCodes}. */
export type CallerErrorCode = (typeof callerErrorCodes)[number];

/**
 * The caller was rejected: its credentials are missing or not valid, or it has no right for the request. It is the
 * caller's fault and not the pod's, so the response has a name that makes no agent drop a pod's credentials.
 */
export class CallerError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/CallerError";
  override readonly name = "CallerError";
  readonly code: CallerErrorCode;

  /** @param message - what failed, why and how to fix it, for operators; without a secret */
  constructor(code: CallerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * The name in the response to a rejected caller. None is that of a modelled error: AWS's SDKs decide on the name and not
 * on the status, and the EKS Pod Identity Agent drops a pod's credentials for an AccessDeniedException.
 */
export type CallerErrorName =
  | "MissingAuthenticationTokenException"
  | "IncompleteSignatureException"
  | "InvalidSignatureException"
  | "RequestExpired"
  | "UnrecognizedClientException"
  | "ServiceUnavailableException"
  | "AccessDenied";

type CallerResponse = readonly [name: CallerErrorName, message: string];

const denied: CallerResponse = ["AccessDenied", "The caller is not allowed to make this request."];

/**
 * The name and the message of the response. Names are those of AWS. An invalid caller token, and a cluster that is unknown
 * or not allowed, have the same response, so that no one can find out which clusters exist.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 */
const responses: Readonly<Record<CallerErrorCode, CallerResponse>> = {
  caller_missing: ["MissingAuthenticationTokenException", "The request has no credentials of a caller."],
  signature_incomplete: ["IncompleteSignatureException", "The signature lacks a part that is required."],
  signature_invalid: ["InvalidSignatureException", "The signature does not match the request."],
  signature_expired: ["RequestExpired", "The date of the signature is too far from the current time."],
  access_key_unknown: ["UnrecognizedClientException", "The access key is not known."],
  caller_token_invalid: denied,
  caller_denied: denied,
  caller_keys_unavailable: ["ServiceUnavailableException", "The caller can't be verified at the moment."],
  caller_keys_shared: denied,
  certificate_unknown: denied,
  callers_differ: denied,
  cluster_not_allowed: denied,
  change_not_allowed: denied,
  node_differs: denied,
  node_unknown: denied,
};

/** A response to a rejected caller. */
export interface CallerResponseError extends ProtocolError {
  readonly name: CallerErrorName;
}

/** Creates the response to a rejected caller: a 403, or a 503 if the caller can't be verified at the moment. */
export function toCallerResponse({ code }: CallerError): CallerResponseError {
  const [name, message] = responses[code];
  const status = code === "caller_keys_unavailable" ? 503 : 403;
  return new ProtocolError(name, status, message) as CallerResponseError;
}
