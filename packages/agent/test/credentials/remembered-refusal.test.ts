import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { failure, outage } from "./api-stand-in.ts";
import { admit, FakedStore } from "./faked-store.ts";

let faked: FakedStore;

beforeEach(() => {
  faked = new FakedStore();
});
afterEach(() => {
  faked.stop();
});

describe("a refusal", () => {
  test("of a renewal takes the pod its credentials at once, and is remembered", async () => {
    await faked.ask(admit("a"));
    faked.api.failure = failure("ResourceNotFoundException", 404, true);
    while (faked.api.calls.length === 1) {
      await faked.pass(1);
    }
    expect(faked.store.size).toBe(0);
    expect(faked.notices[0]?.message).toContain("The pod loses its credentials: ResourceNotFoundException");
    expect(await faked.ask(admit("a"))).toBe("ResourceNotFoundException");
    expect(faked.api.calls).toHaveLength(2);
    await faked.pass(5);
    faked.api.failure = undefined;
    expect(await faked.ask(admit("a"))).toBe("ASIA0000000000000003");
  });

  test.each([
    ["of the pod's", 5, failure("AccessDeniedException", 400, true)],
    ["that is a failure", 1.5, outage],
  ])("%s is remembered for %s s", async (_name, seconds, refusal) => {
    faked.api.failure = refusal;
    await faked.ask(admit("a"));
    faked.api.failure = undefined;
    await faked.pass(seconds - 0.1);
    expect(await faked.ask(admit("a"))).toBe(refusal.code);
    expect(await faked.ask(admit("b"))).toMatch(/^ASIA/);
    expect(faked.api.calls).toHaveLength(2);
    await faked.pass(0.2);
    expect(await faked.ask(admit("a"))).toMatch(/^ASIA/);
  });

  test("of one of a pod's tokens isn't that of its next", async () => {
    faked.api.failure = failure("ExpiredTokenException", 400, true);
    await faked.ask(admit("a"));
    faked.api.failure = undefined;
    expect(await faked.ask(admit("a", 86_400, "second"))).toMatch(/^ASIA/);
  });

  test("is not remembered for longer because the clock is set back", async () => {
    faked.api.failure = failure("AccessDeniedException", 400, true);
    await faked.ask(admit("a"));
    faked.api.failure = undefined;
    await faked.pass(2);
    vi.setSystemTime(Date.now() - 3_600_000);
    await faked.pass(3.1);
    expect(await faked.ask(admit("a"))).toMatch(/^ASIA/);
  });
});
