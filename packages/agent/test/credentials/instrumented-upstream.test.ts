import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Counters } from "../../src/core/counters.ts";
import { InstrumentedUpstream } from "../../src/credentials/instrumented-upstream.ts";
import { type Grant, UpstreamError } from "../../src/index.ts";
import { accessKeyId, FakeUpstream, outage } from "../support/fake-upstream.ts";
import { resolve } from "../support/store-fixture.ts";

let upstream: FakeUpstream;
let counters: Counters;
let grants: Grant[];
let instrumented: InstrumentedUpstream;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "performance"], now: 1_800_000_000_000 });
  upstream = new FakeUpstream();
  counters = new Counters();
  grants = [];
  const hooks = { onGrant: (grant: Grant) => grants.push(grant) };
  instrumented = new InstrumentedUpstream({ clusterName: "blue", upstream, counters, hooks });
});
afterEach(() => {
  vi.useRealTimers();
});

async function call(renewal = false): Promise<unknown> {
  const release = upstream.hold();
  const called = instrumented.assumeRole(resolve("a").token, renewal).catch((error: unknown) => error);
  vi.advanceTimersByTime(250);
  release();
  return called;
}

test.each([false, true])("counts and reports a grant (a renewal: %s)", async (renewal) => {
  expect(await call(renewal)).toMatchObject({ accessKeyId: accessKeyId(1) });
  expect(counters.calls).toEqual(new Map([["Success", { count: 1, totalMs: 250 }]]));
  expect(grants).toEqual([
    {
      pod: { namespace: "shop", serviceAccount: "cart", name: "a", uid: "a" },
      associationId: "a-abcdefghijklmnopq",
      accountId: "444455556666",
      expiration: new Date(1_800_003_600_000 + 250),
      requestId: "request-1",
      renewal,
    },
  ]);
  expect(JSON.stringify(grants)).not.toMatch(/secret|session|ASIA|a first/);
});

test("adds up number and duration of calls", async () => {
  await call();
  await call();
  expect(counters.calls.get("Success")).toEqual({ count: 2, totalMs: 500 });
});

test.each([
  ["the code of an error of the API", outage, "ServiceUnavailableException"],
  ["CallerRefused if the API rejects the agent", new UpstreamError("caller_refused", "why"), "CallerRefused"],
  ["NoCallerCredentials without a token", new UpstreamError("no_caller_token", "why"), "NoCallerCredentials"],
  [
    "NoCallerCredentials without a certificate",
    new UpstreamError("no_client_certificate", "why"),
    "NoCallerCredentials",
  ],
  [
    "NoCallerCredentials without AWS credentials",
    new UpstreamError("no_signing_credentials", "why"),
    "NoCallerCredentials",
  ],
  [
    "UnknownKey if the key of the token is unknown",
    new UpstreamError("api_error", "why", { apiReason: "unknown_key" }),
    "UnknownKey",
  ],
  ["Unknown for another error", new Error("a bug"), "Unknown"],
])("counts a failure with %s, and throws the error", async (_name, failure, outcome) => {
  upstream.failure = failure;
  expect(await call()).toBe(failure);
  expect(counters.calls).toEqual(new Map([[outcome, { count: 1, totalMs: 250 }]]));
  expect(grants).toEqual([]);
});

describe("credentials that cannot be given out", () => {
  test.each([
    ["have expired", -1],
    ["expire within 15 s", 15],
    ["have no valid expiration", Number.NaN],
  ])("are a failure of the API if they %s", async (_name, seconds) => {
    upstream.lifetimeSeconds = seconds;
    expect(await call()).toMatchObject({
      reason: "bad_response",
      status: 503,
      code: "ServiceUnavailableException",
      dropsCredentials: false,
    });
    expect(counters.calls).toEqual(new Map([["ServiceUnavailableException", { count: 1, totalMs: 250 }]]));
    expect(grants).toEqual([]);
  });
});
