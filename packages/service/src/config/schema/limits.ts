import type { RequestLimit } from "@eks-auth/server-runtime/rate-limits";
import { int, type Schema, strictObject } from "../../validation/index.ts";
import type { LimitsConfig } from "../limits-config.ts";

const rateRule = "must be a whole number from 1 to 1000000";
const concurrencyRule = "must be a whole number from 1 to 4096";

/** Creates the schema of a request rate. */
function rate(defaultLimit: RequestLimit): Schema<RequestLimit> {
  return strictObject(
    {
      perSecond: int(rateRule, 1, 1_000_000).describe("The sustained rate."),
      burst: int(rateRule, 1, 1_000_000).describe("How many requests can come at once."),
    },
    "must have the keys perSecond and burst, and no other",
  ).default(defaultLimit);
}

/** The schema of `limits`. */
export const limitsSchema: Schema<LimitsConfig> = strictObject(
  {
    // An agent renews 3 credentials a second. A node has up to 250 pods, which can all start at once and try again.
    perCaller: rate({ perSecond: 20, burst: 500 }).describe(
      "The requests of one caller for one cluster. Each node of a service account is a caller.",
    ),
    // 100,000 pods that renew their credentials every half an hour need 56 a second.
    perCluster: rate({ perSecond: 500, burst: 5_000 }).describe(
      "The requests for one cluster, which its callers share fairly.",
    ),
    maxConcurrentRequests: int(concurrencyRule, 1, 4_096)
      .default(1_000)
      .describe("How many requests run at once. Further ones are answered with 503."),
  },
  "must have no other keys than perCaller, perCluster and maxConcurrentRequests",
);
