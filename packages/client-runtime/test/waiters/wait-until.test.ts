import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ServiceError } from "../../src/errors/service-error.ts";
import { type Waiter, type WaiterOptions, waitUntil } from "../../src/waiters/wait-until.ts";
import { WaiterError } from "../../src/waiters/waiter-error.ts";

interface Output {
  readonly status: string;
}

const waiter: Waiter<Output> = {
  name: "ThingReady",
  minDelay: 2,
  maxDelay: 10,
  matchOutput: ({ status }) =>
    status === "ready"
      ? "success"
      : status === "broken"
        ? "failure"
        : status === "unknown"
          ? undefined
          : "retry",
  matchError: ({ name }) =>
    name === "Gone" ? "success" : name === "Denied" ? "failure" : name === "Slow" ? "retry" : undefined,
};

function serviceError(name: string): ServiceError {
  return new ServiceError(name, `${name}.`, { status: 400, headers: {} });
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Waits for the results, and returns the times of the calls in milliseconds since the start. */
async function run(results: readonly (string | Error)[], options: WaiterOptions = { maxWaitMs: 600_000 }) {
  const start = performance.now();
  const times: number[] = [];
  const waiting = waitUntil(waiter, options, async () => {
    times.push(performance.now() - start);
    const result = results[Math.min(times.length, results.length) - 1] ?? "";
    if (result instanceof Error) {
      throw result;
    }
    return { status: result };
  });
  const settled = waiting.then(
    (output) => ({ output, error: undefined }),
    (error: unknown) => ({ output: undefined, error }),
  );
  await vi.runAllTimersAsync();
  return { ...(await settled), times };
}

test("returns the output that is waited for", async () => {
  expect(await run(["starting", "unknown", "ready", "broken"])).toMatchObject({
    output: { status: "ready" },
    times: { length: 3 },
  });
});

test("returns undefined if an error was waited for", async () => {
  expect(await run(["starting", serviceError("Slow"), serviceError("Gone")])).toMatchObject({
    output: undefined,
    error: undefined,
    times: { length: 3 },
  });
});

test("fails with the output that ends it", async () => {
  const { error } = await run(["starting", "broken"]);
  expect(error).toBeInstanceOf(WaiterError);
  expect(error).toMatchObject({ code: "waiter_failed", attempts: 2, output: { status: "broken" } });
  expect((error as Error).message).toBe("ThingReady can't be reached: 2 calls.");
});

test("fails with the error of the service that ends it as cause", async () => {
  const denied = serviceError("Denied");
  const { error } = await run([denied]);
  expect(error).toMatchObject({ code: "waiter_failed", attempts: 1, output: undefined, cause: denied });
  expect((error as Error).message).toBe(
    "ThingReady can't be reached: 1 call. The last one failed with Denied.",
  );
});

test.each([serviceError("Other"), new TypeError("a bug")])(
  "throws an error that no acceptor matches: %s",
  async (thrown) => {
    expect((await run(["starting", thrown])).error).toBe(thrown);
  },
);

describe("the pauses", () => {
  test("are random between the shortest one and a limit that doubles", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const longest = await run(["a", "a", "a", "a", "a", "ready"]);
    expect(longest.times).toEqual([0, 2_000, 6_000, 14_000, 24_000, 34_000]);
    vi.mocked(Math.random).mockReturnValue(0);
    expect((await run(["a", "a", "a", "a", "ready"])).times).toEqual([0, 2_000, 4_000, 6_000, 8_000]);
    vi.mocked(Math.random).mockReturnValue(0.5);
    expect((await run(["a", "a", "a", "ready"])).times).toEqual([0, 2_000, 5_000, 10_000]);
  });

  test("are those of the options, also if only the shortest one is given", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const { times } = await run(["a", "a", "ready"], { maxWaitMs: 100_000, minDelayMs: 20_000 });
    expect(times).toEqual([0, 20_000, 40_000]);
    const short = await run(["a", "a", "a", "ready"], { maxWaitMs: 9_000, minDelayMs: 10, maxDelayMs: 20 });
    expect(short.times).toEqual([0, 10, 30, 50]);
  });

  test("leave time for a last call one shortest pause before the end", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const { error, times } = await run(["a"], { maxWaitMs: 20_000 });
    expect(times).toEqual([0, 2_000, 6_000, 14_000, 18_000]);
    expect(error).toMatchObject({ code: "waiter_timeout", attempts: 5, output: { status: "a" } });
    expect((error as Error).message).toBe("ThingReady was not reached in time: 5 calls.");
  });

  test("never last longer than the caller waits", () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 500_000 }), async (maxWaitMs) => {
        const { times, error } = await run(["a"], { maxWaitMs });
        expect(times.at(-1)).toBeLessThanOrEqual(maxWaitMs);
        expect(error).toMatchObject({ code: "waiter_timeout" });
      }),
    ));
});

test("an abort ends a pause with the signal's reason", async () => {
  const controller = new AbortController();
  const reason = new Error("enough");
  const waiting = waitUntil(waiter, { maxWaitMs: 60_000, signal: controller.signal }, async () => ({
    status: "a",
  }));
  const settled = waiting.catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(1_000);
  controller.abort(reason);
  expect(await settled).toBe(reason);
  expect(vi.getTimerCount()).toBe(0);
});

test("calls the operation with the signal, and throws its reason", async () => {
  const signal = AbortSignal.abort(new Error("enough"));
  const waiting = waitUntil(waiter, { maxWaitMs: 60_000, signal }, async (options) => {
    options.signal?.throwIfAborted();
    return { status: "ready" };
  });
  await expect(waiting).rejects.toBe(signal.reason);
});
