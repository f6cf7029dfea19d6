import { generateKeyPairSync } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { type KeySet, parseKeySet } from "../../src/keys/key-set.ts";
import { SharedKeyCheck } from "../../src/keys/shared-keys.ts";

const [one, two] = ["one", "two"].map((kid) => {
  const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { ...publicKey.export({ format: "jwk" }), kid };
});

function keySetOf(...keys: readonly unknown[]): Promise<KeySet> {
  return parseKeySet(Buffer.from(JSON.stringify({ keys })), "jwks.json");
}

let warnings: string[];
let check: SharedKeyCheck;

beforeEach(() => {
  warnings = [];
  check = new SharedKeyCheck((cluster, message) => warnings.push(`${cluster}: ${message}`));
});

function addFile(name: string, issuer = `https://${name}.example`): ReturnType<SharedKeyCheck["add"]> {
  return check.add({ name, issuer, keys: { file: `${name}.json` } });
}

test("a cluster has shared keys as long as another one has one of them", async () => {
  const prod = addFile("prod");
  const lab = addFile("lab");
  prod.update(await keySetOf(one));
  lab.update(await keySetOf(two));
  expect([prod.isShared(), lab.isShared()]).toEqual([false, false]);
  lab.update(await keySetOf(two, { ...one, kid: "other" }));
  expect([prod.isShared(), lab.isShared()]).toEqual([true, true]);
  lab.remove();
  expect([prod.isShared(), lab.isShared()]).toEqual([false, false]);
});

describe("clusters with a key in common are named,", () => {
  test("although it has another ID, once until the keys change", async () => {
    addFile("prod").update(await keySetOf(one));
    const lab = addFile("lab");
    lab.update(await keySetOf(two));
    expect(warnings).toEqual([]);
    lab.update(await keySetOf(two, { ...one, kid: "other", alg: "ES256" }));
    lab.update(await keySetOf(two, { ...one, kid: "other" }));
    expect(warnings).toEqual([
      'lab: The cluster lab shares a key (kid "other") with prod. Who can sign tokens of one can sign tokens of the others. Give each cluster its own keys.',
    ]);
    lab.update(await keySetOf(two));
    lab.update(await keySetOf(one));
    expect(warnings).toHaveLength(2);
  });

  test("and their issuer, if that is the same", async () => {
    addFile("prod", "kubernetes").update(await keySetOf(one));
    addFile("lab", "kubernetes").update(await keySetOf(one));
    expect(warnings).toEqual([
      'lab: The cluster lab shares a key (kid "one") with prod. Tokens are accepted across clusters that also have the same issuer, "kubernetes". Give each cluster its own keys.',
    ]);
  });

  test("five of them, if there are many", async () => {
    for (const name of ["a", "b", "c", "d", "e", "f"]) {
      addFile(name).update(await keySetOf(one));
    }
    expect(warnings.at(-1)).toContain("with a, b, c, d, e. Who");
    for (const name of ["g", "h"]) {
      addFile(name).update(await keySetOf(one));
    }
    expect(warnings.at(-1)).toContain("with a, b, c, d, e and 2 more.");
  });
});

test("clusters with the same source of their keys are named before these are fetched", () => {
  check.add({ name: "prod", issuer: "https://issuer.example" });
  check.add({ name: "lab", issuer: "https://issuer.example" });
  check.add({ name: "test", issuer: "x", keys: { url: "https://issuer.example/jwks" } });
  check.add({ name: "dev", issuer: "y", keys: { url: "https://issuer.example/jwks" } });
  expect(warnings).toEqual([
    expect.stringContaining("lab shares the key set of https://issuer.example with prod."),
    expect.stringContaining("dev shares the key set of https://issuer.example/jwks with test."),
  ]);
});

test("a removed cluster shares nothing", async () => {
  addFile("prod").update(await keySetOf(one));
  const lab = addFile("lab");
  lab.update(await keySetOf(two));
  lab.remove();
  addFile("test").update(await keySetOf(two));
  expect(warnings).toEqual([]);
});

test("a key that a cluster had before is not shared, and one of several with the same issuer is a risk", async () => {
  addFile("prod", "kubernetes").update(await keySetOf(one));
  const lab = addFile("lab");
  lab.update(await keySetOf(one));
  lab.update(await keySetOf(two));
  addFile("test", "kubernetes").update(await keySetOf(one));
  expect(warnings.at(-1)).toContain("with prod. Tokens are accepted across clusters");
  addFile("dev").update(await keySetOf(one));
  addFile("kind", "kubernetes").update(await keySetOf(one));
  expect(warnings.at(-1)).toContain("with prod, test, dev. Tokens are accepted across clusters");
});
