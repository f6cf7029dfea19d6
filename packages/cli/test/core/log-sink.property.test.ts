import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { LogDestination } from "../../src/core/log-destination.ts";
import { LogSink } from "../../src/core/log-sink.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function wait(milliseconds: number): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** What the system does with a write: takes a share of it, now or later, or fails. */
const outcome = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ share: 1, delayMs: 0 }) },
  fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), delayMs: fc.nat(700) }),
  fc.record({ code: fc.constantFrom("EAGAIN", "ENOSPC", "EPIPE") }),
);

/** A line to write, after some time. */
const step = fc.record({
  kind: fc.constantFrom("event", "record"),
  length: fc.oneof(fc.nat(100), fc.nat(100_000)),
  pauseMs: fc.nat(300),
});

it("writes each line once and whole, or reports it as lost or failed", async () => {
  const property = fc.asyncProperty(
    fc.array(step, { minLength: 1, maxLength: 30 }),
    fc.array(outcome, { maxLength: 60 }),
    async (steps, outcomes) => {
      let text = "";
      let calls = 0;
      const destination: LogDestination = {
        name: "memory",
        async write(bytes) {
          const { share = 1, delayMs = 0, code = "" } = { ...outcomes[calls++] } as Record<string, never>;
          if (code !== "") {
            throw Object.assign(new Error(code), { code });
          }
          await (delayMs > 0 && wait(delayMs));
          const length = Math.floor(bytes.length * share);
          text += Buffer.from(bytes.subarray(0, length)).toString();
          return length;
        },
        describeFailure: String,
      };
      const sink = new LogSink(destination, (counts) => `lost ${JSON.stringify(counts)}\n`, wait);
      const records = new Map<string, string | undefined>();
      for (const [index, { kind, length, pauseMs }] of steps.entries()) {
        const line = `${index} ${"x".repeat(length)}.`;
        if (kind === "event") {
          sink.writeEvent("event", `${line}\n`);
        } else {
          void sink.writeRecord("record", `${line}\n`).then((failure) => records.set(line, failure));
        }
        await vi.advanceTimersByTimeAsync(pauseMs);
      }
      await vi.runAllTimersAsync();
      void sink.close(0);

      const lines = text.split("\n");
      expect(lines.pop(), "the text ends with a newline").toBe("");
      const isWhole = (line: string): boolean => line.endsWith(".");
      const whole = lines.filter(isWhole);
      expect(new Set(whole).size, "no line is there twice").toBe(whole.length);
      for (const [line, failure] of records) {
        expect(failure !== undefined || whole.includes(line), "an acknowledged record is there").toBe(true);
      }
      const lost = lines.flatMap((line) => (/^lost \{.*\}$/.test(line) ? [JSON.parse(line.slice(5))] : []));
      const sum = (kind: string): number => lost.reduce((total, counts) => total + (counts[kind] ?? 0), 0);
      const failed = [...records.values()].filter((failure) => failure !== undefined);
      expect(records.size).toBe(steps.filter(({ kind }) => kind === "record").length);
      expect(sum("record")).toBe(failed.length);
      const events = steps.filter(({ kind }) => kind === "event").length;
      expect(whole.filter((line) => !records.has(line)).length + sum("event")).toBe(events);
    },
  );
  await fc.assert(property, { numRuns: 200 });
});
