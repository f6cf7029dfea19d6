import { CodedError } from "@eks-auth/server-runtime/coded-error";

/** Why a caller was rejected, for code and operators. The caller learns less: see {@link callerErrorResponses}. */
export type CallerErrorCode =
  | "caller_missing"
  | "signature_incomplete"
  | "signature_invalid"
  | "signature_expired"
  | "access_key_unknown"
  | "caller_token_invalid"
  | "certificate_unknown"
  | "callers_differ"
  | "cluster_not_allowed"
  | "node_differs"
  | "node_unknown";

/**
 * The caller was rejected: its credentials are missing or not valid, or it has no right for the request. It is the
 * caller's fault and not the pod's, so the response is a 403 with a name that makes no agent drop a pod's credentials.
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

const denied = ["AccessDeniedException", "The caller is not allowed to make this request."] as const;

/**
 * The name and the message that a rejected caller gets, with status 403. Names are those of AWS. An invalid caller token,
 * and a cluster that is unknown or not allowed, have the same response, so that no one can find out which clusters exist.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 */
export const callerErrorResponses: Readonly<
  Record<CallerErrorCode, readonly [name: string, message: string]>
> = {
  caller_missing: ["MissingAuthenticationTokenException", "The request has no credentials of a caller."],
  signature_incomplete: ["IncompleteSignatureException", "The signature lacks a part that is required."],
  signature_invalid: ["InvalidSignatureException", "The signature does not match the request."],
  signature_expired: ["RequestExpired", "The date of the signature is too far from the current time."],
  access_key_unknown: ["UnrecognizedClientException", "The access key is not known."],
  caller_token_invalid: denied,
  certificate_unknown: denied,
  callers_differ: denied,
  cluster_not_allowed: denied,
  node_differs: denied,
  node_unknown: denied,
};
