import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { failure } from "./api-stand-in.ts";
import { admit, FakedStore } from "./faked-store.ts";

let faked: FakedStore;

beforeEach(() => {
  faked = new FakedStore();
});
afterEach(() => {
  faked.stop();
});

describe("room", () => {
  test("is made by those that haven't asked for longest, whatever was renewed meanwhile", async () => {
    faked.stop();
    faked = new FakedStore(3);
    await faked.ask(admit("gone"));
    await faked.pass(600);
    await faked.ask(admit("b"));
    await faked.ask(admit("c"));
    await faked.pass(1_801);
    expect(faked.api.calls, "the one that went is renewed once").toHaveLength(4);
    await faked.ask(admit("d"));
    faked.api.calls.length = 0;
    for (const pod of ["b", "c", "d"]) {
      await faked.ask(admit(pod));
    }
    expect(faked.api.calls).toEqual([]);
    expect(faked.counts.evictions).toBe(1);
    await faked.ask(admit("gone"));
    expect(faked.api.calls).toHaveLength(1);
    expect(faked.store.size).toBe(3);
  });

  test("is not made by those that are refused", async () => {
    await faked.ask(admit("honest"));
    faked.api.failure = failure("InvalidTokenException", 400, true);
    for (let index = 0; index < 5_000; index++) {
      await faked.ask(admit(`nobody-${index}`));
    }
    faked.api.calls.length = 0;
    expect(await faked.ask(admit("honest"))).toBe("ASIA0000000000000001");
    expect(faked.api.calls).toEqual([]);
    expect(faked.counts.evictions).toBe(0);
  });
});
