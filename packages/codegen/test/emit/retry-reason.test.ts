import { expect, test } from "vitest";
import { findRetryReason } from "../../src/emit/retry-reason.ts";

function reasonOf(name: string, status = 400, retryable?: "throttling" | "transient") {
  return findRetryReason({ name, status, retryable });
}

// The names and statuses of `retry-cost.test.ts` of the clients' runtime.
test.each(["ThrottlingException", "SlowDown", "LimitExceededException", "RequestLimitExceeded"])(
  "%s is throttling, also if the model says something else",
  (name) => {
    expect(reasonOf(name)).toBe("throttling");
    expect(reasonOf(name, 503, "transient")).toBe("throttling");
  },
);

test.each(["RequestTimeout", "RequestTimeoutException"])("%s is transient", (name) => {
  expect(reasonOf(name)).toBe("transient");
});

test("other errors are classified by the model and the status", () => {
  expect(reasonOf("Refused", 429)).toBe("throttling");
  expect(reasonOf("Refused", 400, "throttling")).toBe("throttling");
  expect(reasonOf("Refused", 400, "transient")).toBe("transient");
  expect([500, 502, 503, 504].map((status) => reasonOf("Refused", status))).toEqual(
    Array(4).fill("transient"),
  );
  expect([400, 404, 501, 505].map((status) => reasonOf("Refused", status))).toEqual(Array(4).fill(undefined));
  expect(reasonOf("ResourceLimitExceededException")).toBeUndefined();
});
