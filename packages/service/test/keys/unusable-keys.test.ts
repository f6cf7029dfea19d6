import { generateKeyPairSync } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { errors } from "jose";
import { expect, test } from "vitest";
import { type KeySet, parseKeySet } from "../../src/keys/key-set.ts";
import { createUnusableKeyLog, describeKeyId, describeUnusableKeys } from "../../src/keys/unusable-keys.ts";
import type { LogEvent } from "../../src/logging/log-event.ts";

const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
const good = { ...pair.publicKey.export({ format: "jwk" }), kid: "good" };
const other = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" });
const short = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey.export({ format: "jwk" });

function parse(...keys: readonly object[]): Promise<KeySet> {
  return parseKeySet(Buffer.from(JSON.stringify({ keys })), "jwks.json");
}

test("each key that can't be used has its reason", async () => {
  const keySet = await parse(
    good,
    { ...other, kid: undefined },
    { ...pair.privateKey.export({ format: "jwk" }), kid: "private" },
    { ...short, kid: "short" },
    { ...other, kid: "encryption", use: "enc" },
    { ...good, alg: "ES256" },
    { kty: "oct", k: "c2VjcmV0", kid: "symmetric" },
    { ...other, kid: "wrong alg", alg: "ES384" },
    { ...other, kid: "\u001b[2J", y: "AAAA" },
    { ...other, kid: "wrong curve", crv: "secp256k1" },
  );
  expect(keySet.usable.map(({ jwk }) => jwk.kid)).toEqual(["good"]);
  expect(keySet.unusable.map(({ position, kid, reason }) => [position, kid, reason])).toEqual([
    [2, undefined, "has no kid"],
    [3, "private", "is a private key, which others can have read; create a new one"],
    [4, "short", "has an RSA modulus that is not of 2048 to 8192 bits"],
    [5, "encryption", "is not for signatures, according to use"],
    [7, "symmetric", "is neither an RSA nor an EC key"],
    [8, "wrong alg", "has another alg than ES256, that of its type and curve"],
    [9, "\u001b[2J", "is malformed"],
    [10, "wrong curve", "is on none of the curves P-256, P-384 and P-521"],
  ]);
  expect(describeUnusableKeys(keySet)).toBe(
    "8 of 9 keys can't be used: key 2 has no kid; " +
      'key 3 (kid "private") is a private key, which others can have read; create a new one; ' +
      'key 4 (kid "short") has an RSA modulus that is not of 2048 to 8192 bits; ' +
      'key 5 (kid "encryption") is not for signatures, according to use; ' +
      'key 7 (kid "symmetric") is neither an RSA nor an EC key; and 3 more.',
  );
});

test("different keys with the same ID can't be used, equal ones can", async () => {
  const keySet = await parse(good, { ...other, kid: "twice" }, { ...good, kid: "twice" }, good);
  expect(describeUnusableKeys(keySet)).toBe(
    '2 of 3 keys can\'t be used: key 2 (kid "twice") has the kid of another key; key 3 (kid "twice") has the kid of another key.',
  );
  expect(describeUnusableKeys(await parse(good, good))).toBeUndefined();
});

test("of a member that is there twice the last value counts", async () => {
  const text = JSON.stringify({ keys: [good] }).replace('"kid":"good"', '"kid":"first","kid":"last"');
  const { usable } = await parseKeySet(Buffer.from(text), "jwks.json");
  expect(usable.map(({ jwk }) => jwk.kid)).toEqual(["last"]);
});

test("a set has at most 100 keys", async () => {
  const keys = Array.from({ length: 101 }, (_, index) => ({ ...good, kid: `${index}` }));
  expect((await parse(...keys.slice(1))).usable).toHaveLength(100);
  await expect(parse(...keys)).rejects.toThrow(
    "jwks.json has 101 keys, and at most 100 are allowed. Remove those that no longer sign.",
  );
});

test("others go on while a set is parsed", async () => {
  let turns = 0;
  let isParsed = false;
  const parsed = parse(...Array.from({ length: 100 }, (_, index) => ({ ...good, kid: `${index}` })));
  void parsed.then(() => {
    isParsed = true;
  });
  while (!isParsed) {
    await setImmediate();
    turns += 1;
  }
  expect(turns).toBeGreaterThanOrEqual(10);
});

test("keys that can't be used are logged once, and when there are none any more", async () => {
  const events: LogEvent[] = [];
  const log = createUnusableKeyLog("https://issuer.example", (event) => events.push(event));
  log(await parse(good));
  log(await parse(good, { ...other, kid: undefined }));
  log(await parse({ ...other, kid: undefined }));
  log(await parse(good));
  expect(events).toEqual([
    {
      level: "warn",
      code: "keys_unusable",
      message:
        "https://issuer.example: 1 of 2 keys can't be used: key 2 has no kid. Tokens that they sign are refused.",
    },
    { level: "info", code: "keys_usable", message: "All keys of https://issuer.example can be used." },
  ]);
});

test("keys that can't be used are listed by their position, and are known", async () => {
  const keySet = await parse({ ...good, kid: "twice" }, { ...other, kid: 5 }, { ...other, kid: "twice" });
  expect(keySet.unusable.map(({ position, kid }) => [position, kid])).toEqual([
    [1, "twice"],
    [2, undefined],
    [3, "twice"],
  ]);
  expect(["twice", "other"].map((kid) => keySet.has(kid))).toEqual([true, false]);
  expect(() => keySet.find({ alg: "ES256", kid: "twice" })).toThrow(errors.JWKSMultipleMatchingKeys);
  expect(() => keySet.find({ alg: "ES384", kid: "twice" })).toThrow(errors.JWKSNoMatchingKey);
});

test.each<[string, string]>([
  ["a", ' (kid "a")'],
  ["a".repeat(64), ` (kid "${"a".repeat(64)}")`],
  ["a".repeat(65), ""],
  ["\u001b[2J", ""],
  ["a\u001b", ""],
  ["", ""],
])("a key's ID %j is shown as %j", (kid, text) => {
  expect(describeKeyId(kid)).toBe(text);
});
