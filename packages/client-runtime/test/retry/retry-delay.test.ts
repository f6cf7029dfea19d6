import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { ServiceError } from "../../src/errors/service-error.ts";
import { chooseRetryDelay, readRetryAfter } from "../../src/retry/retry-delay.ts";

function createError(headers: Record<string, string>): ServiceError {
  return new ServiceError("Busy", "", { status: 503, headers });
}

/** What Math.random returns. */
const randomNumber = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("the pause before a retry", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test.each([
    ["a failure", 14, 50],
    ["throttling", 5, 1_000],
  ])("after %s is random, below a bound that doubles up to 20 s", (_what, cost, firstMs) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), randomNumber, (attempts, random) => {
        vi.spyOn(Math, "random").mockReturnValue(random);
        const bound = Math.min(firstMs * 2 ** (attempts - 1), 20_000);
        expect(chooseRetryDelay(new Error(), attempts, cost)).toBe(Math.floor(random * bound));
      }),
    );
  });

  test("is at least as long as the service asks for, but at most 5 s longer than without", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        randomNumber,
        fc.nat(60_000),
        (attempts, random, afterMs) => {
          vi.spyOn(Math, "random").mockReturnValue(random);
          const without = chooseRetryDelay(new Error(), attempts, 14);
          const error = createError({ "x-amz-retry-after": String(afterMs) });
          expect(chooseRetryDelay(error, attempts, 14)).toBe(
            Math.max(without, Math.min(afterMs, without + 5_000)),
          );
        },
      ),
    );
  });
});

describe("the time that the service asks to wait", () => {
  test.each([
    ["seconds", { "retry-after": "2" }, 2_000],
    ["a fraction of a second", { "retry-after": "0.5" }, 500],
    ["milliseconds", { "x-amz-retry-after": "1500" }, 1_500],
    ["both", { "retry-after": "2", "x-amz-retry-after": "1500" }, 1_500],
    ["neither", {}, 0],
    ["empty", { "retry-after": "", "x-amz-retry-after": "" }, 0],
    ["unreadable", { "retry-after": "soon", "x-amz-retry-after": "later" }, 0],
    ["unreadable milliseconds next to seconds", { "retry-after": "2", "x-amz-retry-after": "x" }, 2_000],
  ])("is %s", (_what, headers, expected) => {
    expect(readRetryAfter(headers as Record<string, string>)).toBe(expected);
  });

  test("is a date", () => {
    vi.spyOn(Date, "now").mockReturnValue(Date.UTC(2026, 0, 1));
    expect(readRetryAfter({ "retry-after": "Thu, 01 Jan 2026 00:00:07 GMT" })).toBe(7_000);
    vi.restoreAllMocks();
  });

  test("is a number, whatever the headers are", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (seconds, milliseconds) => {
        const afterMs = readRetryAfter({ "retry-after": seconds, "x-amz-retry-after": milliseconds });
        expect(afterMs).not.toBeNaN();
      }),
    );
  });
});
