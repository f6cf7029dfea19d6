import { createHmac, generateKeyPairSync } from "node:crypto";
import { stopClock } from "@eks-auth/test-kit/clocks";
import { exportJWK } from "jose";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { generateSigningKey } from "../../src/dev-cluster/service-account-token.ts";
import { createIssuerKeys } from "../../src/keys/issuer-keys.ts";
import { verifyToken } from "../../src/token/verify-token.ts";
import { moment, sharedKeys, sign, startTestIssuer, type TestIssuer } from "../token/test-issuer.ts";

stopClock();

let issuer: TestIssuer;

beforeEach(async () => {
  issuer = await startTestIssuer(sharedKeys);
});
afterEach(() => issuer.stop());

/** Verifies a token of an issuer that publishes these keys and its EC key. Returns "accepted", or error and check. */
async function verify(token: string, published: readonly unknown[]): Promise<string> {
  issuer.listener = (_request, response) =>
    response.end(JSON.stringify({ keys: [...published, issuer.ec.publicJwk] }));
  const keys = createIssuerKeys(issuer.issuer, { keySetUrl: `${issuer.issuer}/jwks` });
  const settle = (candidate: string): Promise<string> =>
    verifyToken(candidate, { issuer: issuer.issuer, keys }, moment).then(
      () => "accepted",
      (error) => `${error.name}: ${error.check}`,
    );
  // The good key works, no matter what else is published.
  expect(await settle(await sign(issuer.claims(), issuer.ec))).toBe("accepted");
  return settle(token);
}

function rsaToken(): Promise<string> {
  return sign(issuer.claims(), issuer.rsa);
}

describe("a published key is not used if it", () => {
  test.each(["HS256", "RS256", "ES256", undefined])("is symmetric, with the algorithm %s", async (alg) => {
    const secret = Buffer.alloc(32, 7);
    const oct = { kty: "oct", k: secret.toString("base64url"), kid: "secret", alg, use: "sig" };
    for (const claimed of ["HS256", "RS256", "ES256"]) {
      const input = [{ alg: claimed, kid: "secret" }, issuer.claims()]
        .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
        .join(".");
      const token = `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
      const check = claimed === "HS256" ? "algorithm" : "key";
      expect(await verify(token, [oct])).toBe(`InvalidTokenError: ${check}`);
    }
  });

  test("is private", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const names = { kid: issuer.rsa.id, alg: "RS256", use: "sig" };
    const token = await sign(issuer.claims(), { ...issuer.rsa, privateKey: privateKey as never });
    const privateJwk = { ...names, ...privateKey.export({ format: "jwk" }) };
    expect(await verify(token, [privateJwk])).toBe("InvalidTokenError: key");
    expect(await verify(token, [{ ...names, ...(await exportJWK(publicKey)) }])).toBe("accepted");
  });

  test("is an RSA key of 1,024 bits", async () => {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const short = { kid: issuer.rsa.id, alg: "RS256", use: "sig", ...publicKey.export({ format: "jwk" }) };
    expect(await verify(await rsaToken(), [short])).toBe("InvalidTokenError: key");
  });

  test("is an EC key of a curve that does not match the algorithm", async () => {
    const key = await generateSigningKey("ES384" as "ES256");
    const token = await sign(issuer.claims(), key, { alg: "ES384" });
    expect(await verify(token, [{ ...key.publicJwk, alg: "ES256" }])).toBe("InvalidTokenError: key");
    expect(await verify(token, [{ ...key.publicJwk, alg: undefined }])).toBe("accepted");
  });

  test.each<[string, Record<string, unknown>]>([
    ["is for encryption", { use: "enc" }],
    ["is for signing, not verifying", { key_ops: ["sign"] }],
    ["is for another algorithm", { alg: "PS256" }],
    ["has no ID", { kid: undefined }],
    ["has an ID that is a number", { kid: 1 }],
    ["has no modulus", { n: undefined }],
    ["has an empty modulus", { n: "" }],
    ["has a malformed modulus", { n: "!!" }],
    ["has an unknown type", { kty: "XYZ" }],
    ["is of another type than its members", { kty: "EC" }],
    ["has a point that is not on its curve", { kty: "EC", crv: "P-256", x: "AAAA", y: "AAAA" }],
  ])("%s", async (_name, changes) => {
    const published = { ...issuer.rsa.publicJwk, ...changes };
    expect(await verify(await rsaToken(), [published])).toBe("InvalidTokenError: key");
  });
});

test("an issuer can withdraw all keys", async () => {
  issuer.keys = [];
  const verified = verifyToken(await rsaToken(), issuer.trusted, moment);
  await expect(verified).rejects.toMatchObject({ name: "InvalidTokenError", check: "key" });
});

test.each(["", "[]", "null", '{"keys":{}}', '{"keys":[1]}', '{"keys":[null]}', "\u0000"])(
  "a key set that is %j is rejected",
  async (body) => {
    issuer.listener = (_request, response) => response.end(body);
    const keys = createIssuerKeys(issuer.issuer, { keySetUrl: `${issuer.issuer}/jwks` });
    const verified = verifyToken(await rsaToken(), { issuer: issuer.issuer, keys }, moment);
    await expect(verified).rejects.toThrow(`${issuer.issuer}/jwks is not a JSON Web Key Set.`);
  },
);
