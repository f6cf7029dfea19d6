import { CodedError } from "@eks-auth/server-runtime/coded-error";

/** Why a request to an API server failed. */
export type KubernetesErrorCode =
  | "unauthorized"
  | "forbidden"
  | "not_found"
  | "already_exists"
  | "conflict"
  | "gone"
  | "invalid"
  | "too_many_requests"
  | "unavailable"
  | "timeout"
  | "unreachable"
  | "response_invalid"
  | "response_too_large"
  | "token_unusable";

/** What an API server said about a failure. */
export interface FailureDetails {
  /** The HTTP status; undefined if there was no response. */
  readonly status?: number | undefined;
  /** The reason in the API server's `Status`, such as `AlreadyExists`. */
  readonly reason?: string | undefined;
  /** After how many seconds the API server wants the next request. */
  readonly retryAfterSeconds?: number | undefined;
}

/** A request to a Kubernetes API server failed. The message contains no token. */
export class KubernetesApiError extends CodedError {
  static override readonly brand: string = "@eks-auth/kubernetes/KubernetesApiError";
  override readonly name = "KubernetesApiError";
  readonly code: KubernetesErrorCode;
  /** The HTTP status; undefined if there was no response. */
  readonly status: number | undefined;
  /** The reason in the API server's `Status`, such as `AlreadyExists`; undefined if it sent none. */
  readonly reason: string | undefined;
  /** After how many seconds the API server wants the next request; undefined if it did not say. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: KubernetesErrorCode,
    message: string,
    { status, reason, retryAfterSeconds, cause }: FailureDetails & { readonly cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.code = code;
    this.status = status;
    this.reason = reason;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
