import { expectSoon, stopClock } from "@eks-auth/test-kit/clocks";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { generateSigningKey, type SigningKey } from "../../src/dev-cluster/service-account-token.ts";
import { createIssuerKeys } from "../../src/keys/issuer-keys.ts";
import type { CachedKeySource } from "../../src/keys/key-source.ts";
import { verifyToken } from "../../src/token/verify-token.ts";
import { sign } from "../token/test-issuer.ts";
import { discovery, down, keySet, useIssuer } from "./use-issuer.ts";

stopClock();

const setup = useIssuer();
let newKey: SigningKey;
let keys: CachedKeySource;

beforeAll(async () => {
  newKey = await generateSigningKey("RS256");
});
beforeEach(async () => {
  keys = createIssuerKeys(setup.issuer.issuer, { now: () => new Date(setup.now * 1000) });
  expect(await verify(setup.issuer.rsa)).toBe("accepted");
  setup.issuer.requests.length = 0;
});

/** Verifies a token. Returns "accepted", or the error's code, with the seconds that an unknown key takes. */
async function verify(key: SigningKey, issuedAt: unknown = setup.now): Promise<string> {
  const token = await sign({ ...setup.issuer.claims({}, setup.now), iat: issuedAt as number }, key);
  return verifyToken(token, { issuer: setup.issuer.issuer, keys }, new Date(setup.now * 1000)).then(
    () => "accepted",
    ({ code, retryAfterSeconds }) => (retryAfterSeconds ? `${code} ${retryAfterSeconds}` : code),
  );
}

/** A token that anyone can make. */
function guess(): Promise<string> {
  return verify({ ...setup.issuer.ec, id: "guess" });
}

async function pass(seconds: number): Promise<void> {
  setup.now += seconds;
  await vi.advanceTimersByTimeAsync(seconds * 1000);
}

const oneFetch = [discovery, keySet];

describe("a new key that appears just after a fetch for a guessed key ID", () => {
  beforeEach(async () => {
    await pass(100);
    expect(await guess()).toBe("unknown_key 30");
    setup.issuer.keys = [setup.issuer.rsa, newKey];
    setup.issuer.requests.length = 0;
  });

  test("does not make its tokens invalid, and is fetched after 30 s without a request", async () => {
    await pass(6);
    expect(await verify(newKey)).toBe("unknown_key 24");
    await pass(23);
    expect(await verify(newKey)).toBe("unknown_key 1");
    expect(setup.issuer.requests).toEqual([]);
    await pass(1);
    await expectSoon(() => setup.issuer.requests).toEqual(oneFetch);
    await expectSoon(() => verify(newKey)).toBe("accepted");
    expect(setup.issuer.requests).toEqual(oneFetch);
  });

  test("is fetched no later if key IDs are guessed all the time", async () => {
    for (let second = 0; second < 29; second++) {
      await pass(1);
      await guess();
    }
    expect(setup.issuer.requests).toEqual([]);
    await pass(1);
    await expectSoon(() => verify(newKey)).toBe("accepted");
    expect(setup.issuer.requests).toEqual(oneFetch);
  });

  test("is fetched after 30 s, although a fetch fails", async () => {
    setup.issuer.listener = down;
    await pass(30);
    await expectSoon(() => guess()).toBe("issuer_unavailable");
    setup.issuer.listener = undefined;
    setup.issuer.requests.length = 0;
    await pass(30);
    await expectSoon(() => setup.issuer.requests).toEqual(oneFetch);
    await expectSoon(() => verify(newKey)).toBe("accepted");
  });

  test("is not fetched when the source is closed", async () => {
    await verify(newKey);
    keys.close();
    expect(await verify(newKey)).toBe("unknown_key 30");
    await pass(30);
    expect(setup.issuer.requests).toEqual([]);
  });
});

test("one guess leads to a fetch at once and one after 30 s, and no more", async () => {
  await pass(100);
  await guess();
  for (let period = 0; period < 5; period++) {
    await pass(30);
    await expectSoon(() => setup.issuer.requests).toEqual([...oneFetch, ...oneFetch]);
  }
});

test("a fetch for another reason replaces the planned one", async () => {
  await pass(590);
  setup.issuer.listener = down;
  expect(await guess()).toBe("issuer_unavailable");
  setup.issuer.listener = undefined;
  setup.issuer.requests.length = 0;
  await pass(10);
  await verify(setup.issuer.rsa);
  await expectSoon(() => verify(newKey)).toBe("unknown_key 30");
  expect(setup.issuer.requests).toEqual(oneFetch);
  await pass(29);
  expect(await verify(newKey)).toBe("unknown_key 1");
  expect(setup.issuer.requests).toEqual(oneFetch);
});

describe("an unknown key makes a token", () => {
  test.each<[string, unknown, string]>([
    ["that was issued 10 min before the keys were read unknown", -600, "unknown_key 30"],
    ["that was issued earlier invalid", -601, "token_invalid"],
    ["that was issued 60 s from now unknown", 60, "unknown_key 30"],
    ["that was issued later invalid", 61, "token_invalid"],
  ])("%s", async (_name, seconds, code) => {
    await pass(100);
    expect(await verify(newKey, setup.now + Number(seconds))).toBe(code);
  });

  test.each([null, "1700000000", "NaN", {}, []])("with the iat claim %j invalid", async (iat) => {
    await pass(100);
    expect(await verify(newKey, iat)).toBe("token_invalid");
  });

  test("without claims invalid", async () => {
    const header = Buffer.from('{"alg":"RS256","kid":"guess"}').toString("base64url");
    for (const payload of ["{}", "null", "5", "[]", '{"iat":', "canary"]) {
      const token = `${header}.${Buffer.from(payload).toString("base64url")}.AAAA`;
      const issuer = { issuer: setup.issuer.issuer, keys };
      const verified = verifyToken(token, issuer, new Date(setup.now * 1000));
      await expect(verified).rejects.toMatchObject({ code: "token_invalid" });
    }
  });
});

test("a known key with another algorithm is invalid, without a fetch", async () => {
  await pass(100);
  expect(await verify({ ...setup.issuer.ec, id: setup.issuer.rsa.id })).toBe("token_invalid");
  expect(setup.issuer.requests).toEqual([]);
});
