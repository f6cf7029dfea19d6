import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFault } from "../../../src/dev/faults/parse-fault.ts";

describe("parseFault", () => {
  it.each([
    ["throttle", { throttle: { rate: 1 } }],
    ["throttle=0.3", { throttle: { rate: 0.3 } }],
    ["server-error=.5", { "server-error": { rate: 0.5 } }],
    ["expired=1", { expired: { rate: 1 } }],
    ["slow", { slow: { rate: 1, ms: 2_000 } }],
    ["slow=0.5:250ms", { slow: { rate: 0.5, ms: 250 } }],
    ["slow=1:1m", { slow: { rate: 1, ms: 60_000 } }],
    ["clock", { clock: { rate: 1, ms: 600_000 } }],
    ["clock=1:-2h", { clock: { rate: 1, ms: -7_200_000 } }],
    ["clock=1:+30s", { clock: { rate: 1, ms: 30_000 } }],
    ["throttle=0", {}],
  ])("parses %s", (text, settings) => {
    expect(parseFault(text)).toEqual(settings);
  });

  it.each([
    ["", "A fault is KIND=RATE or KIND=RATE:TIME"],
    ["throttle=", "A fault is KIND=RATE or KIND=RATE:TIME"],
    ["slow=1:2", "A fault is KIND=RATE or KIND=RATE:TIME"],
    ["slow=1:2d", "A fault is KIND=RATE or KIND=RATE:TIME"],
    [
      "throttled=1",
      'There is no fault "throttled". The faults are throttle, server-error, slow, expired, clock.',
    ],
    ["throttle=1.1", "The rate of throttle must be a number from 0 to 1."],
    ["throttle=1.2.3", "The rate of throttle must be a number from 0 to 1."],
    ["throttle=1:2s", "throttle has no time, only a rate."],
    ["slow=1:-1s", "A delay is from 0 to 60 s."],
    ["slow=1:61s", "A delay is from 0 to 60 s."],
    ["clock=1:25h", "A clock differs by up to 24 h."],
    ["constructor=1", "There is no fault"],
  ])("refuses %j", (text, message) => {
    expect(() => parseFault(text)).toThrow(
      expect.objectContaining({
        code: "commander.invalidArgument",
        message: expect.stringContaining(message),
      }),
    );
  });

  it("keeps those of the options before it, and the last of a kind counts", () => {
    const earlier = parseFault("slow=1:1s", parseFault("throttle=0.3"));
    expect(parseFault("throttle=0.4", earlier)).toEqual({
      slow: { rate: 1, ms: 1_000 },
      throttle: { rate: 0.4 },
    });
    expect(parseFault("throttle=0", earlier)).toEqual({ slow: { rate: 1, ms: 1_000 } });
  });

  it("returns a fault within its limits for any text, or says that it is malformed", () => {
    const part = fc.constantFrom(
      "throttle",
      "slow",
      "clock",
      "=",
      ":",
      "-",
      "0.5",
      "1",
      "99999",
      "ms",
      "h",
      "\n",
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(part, { maxLength: 6 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (value) => {
        try {
          for (const { rate, ms = 0 } of Object.values(parseFault(value))) {
            expect(rate > 0 && rate <= 1 && Math.abs(ms) <= 86_400_000).toBe(true);
          }
        } catch (error) {
          expect(error).toHaveProperty("code", "commander.invalidArgument");
        }
      }),
    );
  });
});
