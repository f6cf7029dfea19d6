import fc from "fast-check";
import { expect, test } from "vitest";
import { ServiceError } from "../../../client-runtime/src/errors/service-error.ts";
import { findRetryCost, throttlingCost } from "../../../client-runtime/src/retry/retry-cost.ts";
import { findRetryReason } from "../../src/emit/retry-reason.ts";

const names = [
  ...["Refused", "ThrottlingException", "SlowDown", "LimitExceededException", "TooManyRequestsException"],
  ...["RequestTimeout", "RequestTimeoutException", "ResourceLimitExceededException", "RequestLimitExceeded"],
];

test("it is the reason of the light client at run time", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.integer({ min: 400, max: 599 }),
      fc.constantFrom(undefined, "transient", "throttling"),
      (name, status, retryable) => {
        const error = new ServiceError(name, "", { status, headers: {} });
        if (retryable !== undefined) {
          error.retryable = retryable;
        }
        const cost = findRetryCost(error);
        const reason = findRetryReason({ name, status, retryable });
        expect(reason).toBe(cost === 0 ? undefined : cost === throttlingCost ? "throttling" : "transient");
      },
    ),
    { numRuns: 2_000 },
  );
});
