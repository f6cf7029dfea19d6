import * as official from "@smithy/core/retry";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ConnectionError } from "../../src/errors/connection-error.ts";
import { CredentialsError } from "../../src/errors/credentials-error.ts";
import { EndpointError } from "../../src/errors/endpoint-error.ts";
import { ResponseError } from "../../src/errors/response-error.ts";
import { ServiceError } from "../../src/errors/service-error.ts";
import { TimeoutError } from "../../src/errors/timeout-error.ts";
import { findRetryCost } from "../../src/retry/retry-cost.ts";

/** The names that the AWS SDK retries as throttling. */
const throttlingNames = [
  "BandwidthLimitExceeded",
  "EC2ThrottledException",
  "LimitExceededException",
  "PriorRequestNotComplete",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "RequestThrottledException",
  "SlowDown",
  "ThrottledException",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
  "TransactionInProgressException",
];

const name = fc.oneof(
  fc.constantFrom(
    ...throttlingNames,
    "RequestTimeout",
    "RequestTimeoutException",
    "AccessDenied",
    "constructor",
  ),
  fc
    .tuple(
      fc.constantFrom("My", "Service", ""),
      fc.constantFrom(...throttlingNames),
      fc.constantFrom("", "s"),
    )
    .map((parts) => parts.join(""))
    .filter((text) => !/Throttl/.test(text)),
);

test("the errors of a service that are tried again are those of the AWS SDK", () => {
  fc.assert(
    fc.property(
      name,
      fc.constantFrom(400, 403, 404, 408, 429, 500, 501, 502, 503, 504, 505),
      (errorName, status) => {
        const cost = findRetryCost(new ServiceError(errorName, "", { status, headers: {} }));
        const error = {
          name: errorName,
          message: "",
          $fault: "client" as const,
          $metadata: { httpStatusCode: status },
        };
        const expected = official.isThrottlingError(error) ? 5 : official.isTransientError(error) ? 14 : 0;
        expect([errorName, status, cost]).toEqual([errorName, status, expected]);
      },
    ),
    { numRuns: 500 },
  );
});

describe("a retry after a failed connection", () => {
  test.each([
    "ECONNRESET",
    "ECONNREFUSED",
    "EPIPE",
    "ETIMEDOUT",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "ENOTFOUND",
    "EAI_AGAIN",
    "UND_ERR_SOCKET",
    "ConnectionRefused",
    undefined,
  ])("costs 14: %s", (code) => {
    expect(findRetryCost(new ConnectionError("host", Object.assign(new Error("x"), { code })))).toBe(14);
  });

  test.each([
    "CERT_HAS_EXPIRED",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "ERR_SSL_WRONG_VERSION_NUMBER",
    "EPROTO",
  ])("is useless: %s", (code) => {
    expect(findRetryCost(new ConnectionError("host", Object.assign(new Error("x"), { code })))).toBe(0);
  });
});

test("a retry after a time limit costs 14", () => {
  expect(findRetryCost(new TimeoutError("try", 1))).toBe(14);
});

test.each([
  new CredentialsError("x"),
  new EndpointError("x"),
  new ResponseError("x", { status: 200, headers: {} }),
  new TypeError("x"),
  undefined,
])("a retry after %s is useless", (error) => {
  expect(findRetryCost(error)).toBe(0);
});

test.each([
  ["transient", 14],
  ["throttling", 5],
] as const)("the model's trait says that the error is %s", (retryable, cost) => {
  const error = new ServiceError("Any", "", { status: 400, headers: {} });
  error.retryable = retryable;
  expect(findRetryCost(error)).toBe(cost);
});
