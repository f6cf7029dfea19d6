import { describe, expect, it } from "vitest";
import type { FaultSettings } from "../../../src/dev/faults/fault-settings.ts";
import { Faults, type InjectedFault } from "../../../src/dev/faults/faults.ts";

function createFaults(settings?: FaultSettings): { faults: Faults; seen: (InjectedFault | "change")[] } {
  const seen: (InjectedFault | "change")[] = [];
  const hooks = { onInjected: (one: InjectedFault) => seen.push(one), onChange: () => seen.push("change") };
  return { faults: new Faults(hooks, settings), seen };
}

describe("Faults", () => {
  it("has none by default", () => {
    const { faults } = createFaults();
    expect([faults.get(), faults.areOn, faults.draw("throttle")]).toEqual([{}, false, undefined]);
  });

  it("replaces all by those that are set, and reports the change", () => {
    const { faults, seen } = createFaults({ throttle: { rate: 1 } });
    faults.set({ slow: { rate: 1 } });
    expect([faults.get(), faults.areOn]).toEqual([{ slow: { rate: 1, ms: 2_000 } }, true]);
    expect(faults.draw("throttle")).toBeUndefined();
    expect(faults.draw("slow")).toEqual({ rate: 1, ms: 2_000 });
    faults.set({ slow: { rate: 0 } });
    expect([faults.areOn, seen]).toEqual([false, ["change", "change"]]);
  });

  it.each([
    [{ unknown: { rate: 1 } }],
    [{ throttle: { rate: Number.NaN } }],
    [{ throttle: { rate: "1" } }],
    [{ throttle: 1 }],
    [{ throttle: null }],
    [{ slow: { rate: 1, ms: Number.POSITIVE_INFINITY } }],
    [{ slow: { rate: 1, ms: "1" } }],
  ])("keeps the earlier ones if %j is set", (settings) => {
    const { faults, seen } = createFaults({ throttle: { rate: 1 } });
    expect(() => faults.set(settings as unknown as FaultSettings)).toThrow(
      expect.objectContaining({ code: "option_invalid" }),
    );
    expect([faults.get(), seen]).toEqual([{ throttle: { rate: 1 } }, []]);
  });

  it("decides the same for the same key, and otherwise by the rate", () => {
    const { faults } = createFaults({ throttle: { rate: 0.3 }, "server-error": { rate: 0.3 } });
    const keys = Array.from({ length: 1_000 }, (_, index) => `call ${index}`);
    const hit = keys.filter((key) => faults.draw("throttle", key) !== undefined);
    expect(hit).toEqual(keys.filter((key) => faults.draw("throttle", key) !== undefined));
    // Each kind decides by itself.
    expect(hit).not.toEqual(keys.filter((key) => faults.draw("server-error", key) !== undefined));
    // Six standard deviations around 300.
    expect(hit.length).toBeGreaterThan(213);
    expect(hit.length).toBeLessThan(387);
    const random = keys.filter(() => faults.draw("throttle") !== undefined);
    expect(random.length).toBeGreaterThan(213);
    expect(random.length).toBeLessThan(387);
  });
});
