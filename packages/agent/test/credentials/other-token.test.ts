import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { failure, outage } from "./api-stand-in.ts";
import { admit, FakedStore } from "./faked-store.ts";

let faked: FakedStore;

beforeEach(() => {
  faked = new FakedStore();
});
afterEach(() => {
  faked.stop();
});

const older = admit("a", 3_600, "older");
const newer = admit("a", 86_400, "newer");
const refusal = failure("InvalidTokenException", 400, true);

describe("a pod that asks with two tokens at once, which are verified as its own,", () => {
  test("has each refused for itself", async () => {
    faked.api.failures.set(older.token.text, refusal);
    const asked = [faked.ask(older), faked.ask(newer), faked.ask(newer), faked.ask(older)];
    expect(await Promise.all(asked)).toEqual([
      refusal.code,
      "ASIA0000000000000002",
      "ASIA0000000000000002",
      refusal.code,
    ]);
    expect(faked.api.calls.map(({ token }) => token)).toEqual(["a older", "a newer"]);
  });

  test("gets two refusals with two calls where neither is good", async () => {
    faked.api.failure = refusal;
    const asked = [older, newer, older, newer].map((admitted) => faked.ask(admitted));
    expect(await Promise.all(asked)).toEqual(Array(4).fill(refusal.code));
    expect(faked.api.calls).toHaveLength(2);
  });

  test("gets one answer with one call where the API can't be had", async () => {
    faked.api.failure = outage;
    expect(await Promise.all([faked.ask(older), faked.ask(newer)])).toEqual([outage.code, outage.code]);
    expect(faked.api.calls).toHaveLength(1);
  });
});
