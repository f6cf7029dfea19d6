import type { RequestLimitsConfig } from "../limits/request-limits.ts";

/** How many requests are answered. */
export interface LimitsConfig extends RequestLimitsConfig {
  /** How many requests run at once. */
  readonly maxConcurrentRequests: number;
}
