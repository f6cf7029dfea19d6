import type { Refusal, RefusedChange } from "@eks-auth/service";
import type { LineLimits } from "../core/log-limiter.ts";
import type { JsonLogger } from "../core/logger.ts";

/** A refused request for credentials or for a change. */
type LimitedRefusal = Pick<Refusal | RefusedChange, "caller" | "reason"> & Partial<Pick<Refusal, "pod">>;

/** Limits the lines of refusals that come before a caller's rate limit, or because of it. */
export interface RefusalLimiter {
  /** Counts a refusal. @returns whether to record it */
  allow(refusal: LimitedRefusal): boolean;
  /** Writes how many were not recorded since the last minute. */
  close(): void;
}

/** The refusals that a caller causes as often as it can send requests. All others are within its rate limit. */
const unboundedCodes: ReadonlySet<string> = new Set<LimitedRefusal["reason"]["code"]>([
  "caller_rate_limited",
  "cluster_rate_limited",
  "cluster_not_allowed",
  "cluster_not_found",
  "change_not_allowed",
  "resource_arn_invalid",
  "too_many_in_progress",
]);

/** One line a second on average. Together they are at most 1 MB a minute. */
const limits: LineLimits = { perSource: 60, together: 1_000 };

/**
 * Creates a limiter, so that no caller fills the audit's disk and stops the service. A line each minute has the number of
 * refusals of each code that were not recorded.
 */
export function createRefusalLimiter(logger: Pick<JsonLogger, "createLimiter">): RefusalLimiter {
  const lines = logger.createLimiter({}, limits);
  return {
    allow: (refusal) =>
      !unboundedCodes.has(refusal.reason.code) || lines.allow(refusal.reason.code, sourceOf(refusal)),
    close: () => lines.close(),
  };
}

/** The one that is limited: a caller on a node or, without callers, a service account. */
function sourceOf({ caller, pod }: LimitedRefusal): string {
  return caller === undefined
    ? `${pod?.namespace}/${pod?.serviceAccount}`
    : `${caller.name} ${caller.node?.name ?? caller.token?.pod.uid}`;
}
