import { CodedError } from "@eks-auth/server-runtime/coded-error";
import type { RequestLimit } from "@eks-auth/server-runtime/rate-limits";

/** Which limit a request is over. */
export const requestLimitErrorCodes = ["caller_rate_limited", "cluster_rate_limited"] as const;

/** One of {@link requestLimitErrorCodes}. */
export type RequestLimitErrorCode = (typeof requestLimitErrorCodes)[number];

interface ReachedLimit {
  /** The caller or the cluster. */
  readonly who: string;
  readonly limit: RequestLimit;
  /** The time until there is room for a request, in seconds. */
  readonly waitSeconds: number;
}

/** A caller sends more requests than it is allowed to, or a cluster gets more. */
export class RequestLimitError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/RequestLimitError";
  override readonly name = "RequestLimitError";
  readonly code: RequestLimitErrorCode;
  /** When the caller should ask again, in whole seconds; at least 1. */
  readonly retryAfterSeconds: number;

  constructor(code: RequestLimitErrorCode, { who, limit: { perSecond, burst }, waitSeconds }: ReachedLimit) {
    const rate = `more than ${perSecond} requests a second, after ${burst} at once`;
    super(
      code === "caller_rate_limited"
        ? `The caller ${who} sends ${rate}. Find out why it asks so often, or raise limits.perCaller.`
        : `The callers of the cluster ${who} send ${rate}. Find out which ones ask so often, or raise limits.perCluster.`,
    );
    this.code = code;
    this.retryAfterSeconds = Math.max(1, Math.ceil(waitSeconds));
  }
}
