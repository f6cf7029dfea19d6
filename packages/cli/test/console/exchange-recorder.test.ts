import type { ExchangeTrace } from "@eks-auth/service";
import { Canaries } from "@eks-auth/test-kit/canaries";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Exchange } from "../../src/console/api-types.ts";
import { ExchangeRecorder, type ExchangeRecorderOptions } from "../../src/console/exchange-recorder.ts";
import { createTrace } from "./create-trace.ts";

function createRecorder(options: Partial<ExchangeRecorderOptions> = {}) {
  const errors: unknown[] = [];
  const recorder = new ExchangeRecorder({
    maxPerSecond: Number.POSITIVE_INFINITY,
    onError: (error) => errors.push(error),
    ...options,
  });
  return { recorder, errors };
}

function requestIds(recorder: ExchangeRecorder): (string | undefined)[] {
  return recorder.recorded.map(({ exchange }) => exchange.requestId);
}

test("the last 200 exchanges are remembered, the oldest first", () => {
  const { recorder } = createRecorder();
  for (let number = 1; number <= 203; number++) {
    recorder.onExchange(() => createTrace({ requestId: `${number}` }));
  }
  expect(recorder.recorded).toHaveLength(200);
  expect(requestIds(recorder).at(0)).toBe("4");
  expect(requestIds(recorder).at(-1)).toBe("203");
});

test("never more bytes are remembered than the limit, whatever is recorded", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 4_000 }), { maxLength: 30 }), (lengths) => {
      const { recorder } = createRecorder({ maxBytes: 8_000 });
      for (const length of lengths) {
        recorder.onExchange(() => createTrace({ policy: "p".repeat(length) }));
      }
      const bytes = recorder.recorded.reduce((sum, { json }) => sum + json.length, 0);
      expect(bytes).toBeLessThanOrEqual(8_000);
      expect(recorder.recorded.length).toBeGreaterThanOrEqual(Math.min(1, lengths.length));
    }),
  );
});

test("exchanges above the limit of a second cost nothing and are counted", () => {
  let now = 5_000;
  const { recorder } = createRecorder({ maxPerSecond: 2, now: () => now });
  let created = 0;
  const exchange = () => {
    created++;
    return createTrace();
  };
  for (let index = 0; index < 5; index++) {
    recorder.onExchange(exchange);
  }
  expect([created, recorder.recorded.length, recorder.skipped]).toEqual([2, 2, 3]);
  now = 6_000;
  recorder.onExchange(exchange);
  expect([created, recorder.skipped]).toEqual([3, 3]);
});

test("an exchange does not fail because it can't be recorded", () => {
  const { recorder, errors } = createRecorder();
  const failure = new Error("The trace failed.");
  recorder.onExchange(() => {
    throw failure;
  });
  expect(errors).toEqual([failure]);
  expect(recorder.recorded).toEqual([]);
});

test("a fault becomes part of its exchange, under the same number", () => {
  const { recorder } = createRecorder();
  const seen: Exchange[] = [];
  recorder.subscribe(({ exchange }) => seen.push(exchange));
  recorder.onExchange(() => createTrace({ requestId: "one" }));
  recorder.noteFault("expired", "one");
  expect(recorder.recorded).toHaveLength(1);
  expect(seen.map(({ number, outcome, fault }) => ({ number, outcome, fault }))).toEqual([
    { number: 1, outcome: "granted", fault: undefined },
    { number: 1, outcome: "granted", fault: "expired" },
  ]);
});

test("a fault before the service, or of the agent, is an entry itself", () => {
  const { recorder } = createRecorder({ now: () => 0 });
  recorder.noteFault("throttle", "one");
  recorder.noteFault("slow", undefined);
  expect(recorder.recorded.map(({ exchange }) => exchange)).toMatchObject([
    { number: 1, outcome: "fault", fault: "throttle", requestId: "one", time: "1970-01-01T00:00:00.000Z" },
    { number: 2, outcome: "fault", fault: "slow", requestId: undefined },
  ]);
});

test("a subscriber that ended hears of nothing", () => {
  const { recorder } = createRecorder();
  const seen: unknown[] = [];
  recorder.subscribe((recorded) => seen.push(recorded))();
  recorder.onExchange(() => createTrace());
  expect(seen).toEqual([]);
});

test("only what is named is recorded, also if a trace had secrets", () => {
  const { recorder } = createRecorder();
  const canaries = new Canaries();
  const secret = "a-secret-that-must-not-be-recorded";
  canaries.add("secret", secret);
  const trace = createTrace();
  const poisoned = {
    ...trace,
    token: secret,
    decision: {
      ...trace.decision,
      token: secret,
      credentials: { ...trace.decision.credentials, secretAccessKey: secret, sessionToken: secret },
      pod: { ...trace.decision.pod, keyId: secret, tokenId: secret },
    },
    session: { ...trace.session, sessionToken: secret },
  } as ExchangeTrace;
  recorder.onExchange(() => poisoned);
  expect(recorder.recorded).toHaveLength(1);
  expect(canaries.find(recorder.recorded[0]?.json ?? "")).toEqual([]);
});
