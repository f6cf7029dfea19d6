import fc from "fast-check";
import { expect, test } from "vitest";
import { describeClockOffset, measureClockOffset } from "../src/clock-offset.ts";

const sentAt = Date.UTC(2026, 10, 30, 12, 0, 0, 250);

test("the result explains the header: never more than the true difference, and less by at most the round trip's time and a second", () => {
  const milliseconds = fc.integer({ min: 0, max: 10_000 });
  const offset = fc.integer({ min: -10_000_000, max: 10_000_000 });
  fc.assert(
    fc.property(offset, milliseconds, milliseconds, (offsetMs, wayThereMs, wayBackMs) => {
      const date = new Date(sentAt + wayThereMs + offsetMs).toUTCString();
      const receivedAt = sentAt + wayThereMs + wayBackMs;
      const measured = measureClockOffset(date, { sentAt, receivedAt }) ?? Number.NaN;
      expect(Math.abs(measured)).toBeLessThanOrEqual(Math.abs(offsetMs));
      expect(measured * offsetMs).toBeGreaterThanOrEqual(0);
      expect(Math.abs(offsetMs - measured)).toBeLessThanOrEqual(wayThereMs + wayBackMs + 1_000);
    }),
    { numRuns: 1_000 },
  );
});

test.each([undefined, "", "yesterday"])("the header %j says nothing", (date) => {
  expect(measureClockOffset(date, { sentAt, receivedAt: sentAt })).toBeUndefined();
});

test.each([
  [undefined, undefined],
  [60_000, undefined],
  [-60_000, undefined],
  [60_001, "60 s ahead of"],
  [-7_199_600, "7200 s behind"],
])("a difference of %s ms is described as %j", (offsetMs, text) => {
  expect(describeClockOffset(offsetMs)).toBe(text);
});
