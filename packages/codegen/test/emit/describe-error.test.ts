import { describe, expect, test } from "vitest";
import { describeError } from "../../src/emit/describe-error.ts";
import type { ErrorStructure } from "../../src/model/service.ts";

function describeWith(error: Partial<ErrorStructure>): string {
  const { status = 400, documentation = "" } = error;
  return describeError({
    id: "ex#Refused",
    name: "Refused",
    members: [],
    fault: "client",
    retryable: undefined,
    ...error,
    documentation,
    status,
  });
}

test("an error is described by the model, its status and its retries", () => {
  expect(describeWith({ documentation: "No.\n\nAsk later." })).toBe(
    "No.\n\nAsk later.\n\nHTTP status 400. Clients do not retry it.",
  );
  expect(describeWith({})).toBe("HTTP status 400. Clients do not retry it.");
});

describe("clients retry", () => {
  test.each<Partial<ErrorStructure>>([
    { status: 429 },
    { status: 500 },
    { status: 502 },
    { status: 503 },
    { status: 504 },
    { retryable: "transient" },
    { retryable: "throttling" },
    { name: "ThrottlingException" },
    { name: "LimitExceededException" },
  ])("%j", (error) => {
    expect(describeWith(error)).toContain("Clients retry it.");
  });

  test.each<Partial<ErrorStructure>>([
    { status: 404 },
    { status: 501 },
    { name: "ResourceLimitExceededException" },
    { name: "LimitExceededExceptionOfAnother" },
  ])("not %j", (error) => {
    expect(describeWith(error)).toContain("Clients do not retry it.");
  });
});
