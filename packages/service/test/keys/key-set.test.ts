import { createHmac, generateKeyPairSync } from "node:crypto";
import { exportJWK } from "jose";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { generateSigningKey } from "../../src/dev-cluster/service-account-token.ts";
import { createIssuerKeys } from "../../src/keys/issuer-keys.ts";
import { verifyToken } from "../../src/token/verify-token.ts";
import { stopClock } from "../stopped-clock.ts";
import { sign, startTestIssuer, type TestIssuer } from "../token/test-issuer.ts";

stopClock();

const now = 1_700_000_000;

let issuer: TestIssuer;

beforeEach(async () => {
  issuer = await startTestIssuer();
});
afterEach(() => issuer.stop());

/** How a token is judged by an issuer that publishes these keys and its EC key. */
async function judge(token: string, published: readonly unknown[]): Promise<string> {
  issuer.listener = (_request, response) =>
    response.end(JSON.stringify({ keys: [...published, issuer.ec.publicJwk] }));
  const keys = createIssuerKeys(issuer.issuer, { keySetUrl: `${issuer.issuer}/jwks` });
  const settle = (candidate: string): Promise<string> =>
    verifyToken(candidate, { issuer: issuer.issuer, keys }, new Date(now * 1000)).then(
      () => "accepted",
      (error) => `${error.name}: ${error.check}`,
    );
  // Whatever else is published, the good key works.
  expect(await settle(await sign(issuer.claims(now), issuer.ec))).toBe("accepted");
  return settle(token);
}

function rsaToken(): Promise<string> {
  return sign(issuer.claims(now), issuer.rsa);
}

describe("a published key is not used where it", () => {
  test.each(["HS256", "RS256", "ES256", undefined])("is symmetric, said to be for %s", async (alg) => {
    const secret = Buffer.alloc(32, 7);
    const oct = { kty: "oct", k: secret.toString("base64url"), kid: "secret", alg, use: "sig" };
    for (const claimed of ["HS256", "RS256", "ES256"]) {
      const input = [{ alg: claimed, kid: "secret" }, issuer.claims(now)]
        .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
        .join(".");
      const token = `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
      const check = claimed === "HS256" ? "algorithm" : "key";
      expect(await judge(token, [oct])).toBe(`InvalidTokenError: ${check}`);
    }
  });

  test("is private", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const names = { kid: issuer.rsa.id, alg: "RS256", use: "sig" };
    const token = await sign(issuer.claims(now), { ...issuer.rsa, privateKey: privateKey as never });
    const privateJwk = { ...names, ...privateKey.export({ format: "jwk" }) };
    expect(await judge(token, [privateJwk])).toBe("InvalidTokenError: key");
    expect(await judge(token, [{ ...names, ...(await exportJWK(publicKey)) }])).toBe("accepted");
  });

  test("is an RSA key of 1,024 bits", async () => {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const short = { kid: issuer.rsa.id, alg: "RS256", use: "sig", ...publicKey.export({ format: "jwk" }) };
    expect(await judge(await rsaToken(), [short])).toBe("InvalidTokenError: key");
  });

  test("is an EC key of a curve that isn't the algorithm's", async () => {
    const key = await generateSigningKey("ES384" as "ES256");
    const token = await sign(issuer.claims(now), key, { alg: "ES384" });
    expect(await judge(token, [{ ...key.publicJwk, alg: "ES256" }])).toBe("InvalidTokenError: key");
    expect(await judge(token, [{ ...key.publicJwk, alg: undefined }])).toBe("accepted");
  });

  test.each<[string, Record<string, unknown>]>([
    ["is for encryption", { use: "enc" }],
    ["is for signing, not verifying", { key_ops: ["sign"] }],
    ["is for another algorithm", { alg: "PS256" }],
    ["has no ID", { kid: undefined }],
    ["has an ID that is a number", { kid: 1 }],
    ["has no modulus", { n: undefined }],
    ["has an empty modulus", { n: "" }],
    ["has a modulus that is garbage", { n: "!!" }],
    ["has a type that doesn't exist", { kty: "XYZ" }],
    ["is of another type than its members", { kty: "EC" }],
    ["has a point that is not on its curve", { kty: "EC", crv: "P-256", x: "AAAA", y: "AAAA" }],
  ])("%s", async (_name, changes) => {
    const published = { ...issuer.rsa.publicJwk, ...changes };
    expect(await judge(await rsaToken(), [published])).toBe("InvalidTokenError: key");
  });
});

test("an issuer may withdraw all keys", async () => {
  issuer.keys = [];
  const keys = createIssuerKeys(issuer.issuer);
  const verified = verifyToken(await rsaToken(), { issuer: issuer.issuer, keys }, new Date(now * 1000));
  await expect(verified).rejects.toMatchObject({ name: "InvalidTokenError", check: "key" });
});

test.each(["", "[]", "null", '{"keys":{}}', '{"keys":[1]}', '{"keys":[null]}', "\u0000"])(
  "a key set that is %j is none",
  async (body) => {
    issuer.listener = (_request, response) => response.end(body);
    const keys = createIssuerKeys(issuer.issuer, { keySetUrl: `${issuer.issuer}/jwks` });
    const verified = verifyToken(await rsaToken(), { issuer: issuer.issuer, keys }, new Date(now * 1000));
    await expect(verified).rejects.toThrow(`${issuer.issuer}/jwks is not a JSON Web Key Set.`);
  },
);
