import { CodedError } from "@eks-auth/server-runtime/coded-error";

/** Why a request got no credentials: a stable code in the response body and for `onRefusal`. docs/errors.md lists them. */
export type AgentErrorReason =
  // The agent rejects the request.
  | "bad_request"
  | "expired_token"
  | "headers_too_large"
  | "host_not_allowed"
  | "invalid_token"
  | "method_not_allowed"
  | "missing_token"
  | "not_found"
  | "rate_limited"
  | "request_timeout"
  | "too_many_calls"
  | "unknown_key"
  // The agent fails.
  | "internal"
  // The call to the EKS Auth API fails.
  | "api_error"
  | "bad_response"
  | "caller_refused"
  | "no_caller_token"
  | "no_client_certificate"
  | "no_signing_credentials"
  | "unreachable"
  | "upstream_config_invalid";

/** The HTTP status of an error response, and its code on the wire. */
interface ErrorResponse {
  readonly status: number;
  readonly code: string;
}

const unavailable: ErrorResponse = { status: 503, code: "ServiceUnavailableException" };

/** The response for each reason. */
export const responses: Readonly<Record<AgentErrorReason, ErrorResponse>> = {
  bad_request: { status: 400, code: "BadRequest" },
  expired_token: { status: 400, code: "ExpiredTokenException" },
  headers_too_large: { status: 431, code: "RequestHeaderFieldsTooLarge" },
  host_not_allowed: { status: 403, code: "AccessDeniedException" },
  invalid_token: { status: 400, code: "InvalidTokenException" },
  method_not_allowed: { status: 405, code: "MethodNotAllowed" },
  missing_token: { status: 400, code: "MissingAuthenticationTokenException" },
  not_found: { status: 404, code: "NotFound" },
  rate_limited: { status: 429, code: "ThrottlingException" },
  request_timeout: { status: 408, code: "RequestTimeout" },
  too_many_calls: { status: 429, code: "ThrottlingException" },
  unknown_key: unavailable,
  internal: { status: 500, code: "InternalServerException" },
  api_error: unavailable,
  bad_response: unavailable,
  caller_refused: unavailable,
  no_caller_token: unavailable,
  no_client_certificate: unavailable,
  no_signing_credentials: unavailable,
  unreachable: unavailable,
  upstream_config_invalid: unavailable,
};

/**
 * A request that gets no credentials. The message goes to the pod and to logs, so it must contain neither a token nor a
 * secret.
 */
export class AgentError extends CodedError {
  static override readonly brand: string = "@eks-auth/agent/AgentError";
  override readonly name: string = "AgentError";
  /** The HTTP status of the response. */
  readonly status: number;
  /** The error's name on the wire, as AWS SDKs know it: `InvalidTokenException`. */
  readonly code: string;
  /** Why there are no credentials. More precise than `code`. */
  readonly reason: AgentErrorReason;

  /**
   * @param message - what is wrong and how to fix it
   * @param response - status and code, if not those of the reason
   */
  constructor(reason: AgentErrorReason, message: string, response?: ErrorResponse) {
    super(message);
    // The reason is sent to pods. Unchecked JavaScript, such as the arguments of an earlier version, must neither put
    // other text into it nor lead to an invalid status.
    const isKnown = Object.hasOwn(responses, reason);
    this.reason = isKnown ? reason : "internal";
    const { status, code } = (isKnown ? response : undefined) ?? responses[this.reason];
    this.status = status;
    this.code = code;
  }
}

/** The EKS Auth API gave no credentials. */
export class UpstreamError extends AgentError {
  static override readonly brand: string = "@eks-auth/agent/UpstreamError";
  override readonly name: string = "UpstreamError";
  /** Whether the API said that the pod must not have credentials (any more). If not, valid cached ones stay in use. */
  readonly dropsCredentials: boolean;
  /** The API's ID of the request, if it answered. */
  readonly requestId: string | undefined;
  /** Why the agent has no credentials to call with, if that is the reason. For the operator, not the pod. */
  readonly credentialsProblem: string | undefined;
  /** The API's own reason code, which only an `eks-auth serve` sends: `cluster_not_found`. */
  readonly apiReason: string | undefined;
  /** How long the API will give the same answer for this token, in milliseconds, if it says that. */
  readonly retryAfterMs: number | undefined;
  /** The cluster that the API was asked for, if it answered. */
  readonly cluster: string | undefined;
  /** By how many milliseconds the API's clock is ahead of the agent's, negative if it is behind, if the API said the time. */
  readonly apiClockOffsetMs: number | undefined;

  constructor(
    reason: AgentErrorReason,
    message: string,
    details: {
      /** Status and code, if not those of the reason: those that the API answered. */
      readonly response?: ErrorResponse | undefined;
      readonly dropsCredentials?: boolean | undefined;
      readonly requestId?: string | undefined;
      readonly credentialsProblem?: string | undefined;
      readonly apiReason?: string | undefined;
      readonly retryAfterMs?: number | undefined;
      readonly cluster?: string | undefined;
      readonly apiClockOffsetMs?: number | undefined;
    } = {},
  ) {
    super(reason, message, details.response);
    this.dropsCredentials = details.dropsCredentials ?? false;
    this.requestId = details.requestId;
    this.credentialsProblem = details.credentialsProblem;
    this.apiReason = details.apiReason;
    this.retryAfterMs = details.retryAfterMs;
    this.cluster = details.cluster;
    this.apiClockOffsetMs = details.apiClockOffsetMs;
  }
}
