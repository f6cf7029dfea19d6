import { createHmac, generateKeyPairSync, hash } from "node:crypto";
import { stopClock } from "@eks-auth/test-kit/clocks";
import { exportJWK } from "jose";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { generateSigningKey } from "../../src/dev-cluster/service-account-token.ts";
import { createIssuerKeys, type IssuerKeysOptions } from "../../src/keys/issuer-keys.ts";
import { verifyToken } from "../../src/token/verify-token.ts";
import { moment, sharedKeys, sign, startTestIssuer, type TestIssuer } from "../token/test-issuer.ts";

stopClock();

let issuer: TestIssuer;

beforeEach(async () => {
  issuer = await startTestIssuer(sharedKeys);
});
afterEach(() => issuer.stop());

/** Verifies a token of an issuer that publishes these keys and its EC key. Returns "accepted", or error and check. */
async function verify(
  token: string,
  published: readonly unknown[],
  options: IssuerKeysOptions = {},
): Promise<string> {
  issuer.listener = (_request, response) =>
    response.end(JSON.stringify({ keys: [...published, issuer.ec.publicJwk] }));
  const keys = createIssuerKeys(issuer.issuer, { keySetUrl: `${issuer.issuer}/jwks`, ...options });
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

  test("has the exponent 1, with which every text is its own signature", async () => {
    const { n } = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ format: "jwk" });
    const published = { ...issuer.rsa.publicJwk, n, e: "AQ" };
    const [header, payload] = (await rsaToken()).split(".");
    const token = `${header}.${payload}.${paddedDigest(`${header}.${payload}`, 256).toString("base64url")}`;
    for (const allowSmallRsaExponent of [false, true]) {
      expect(await verify(token, [published], { allowSmallRsaExponent })).toBe("InvalidTokenError: key");
    }
  });

  test.each([3, 17])("has the exponent %i, unless that is allowed", async (publicExponent) => {
    const options = { modulusLength: 2048, publicExponent };
    const { privateKey, publicKey } = generateKeyPairSync("rsa", options);
    const names = { kid: issuer.rsa.id, alg: "RS256", use: "sig" };
    const published = { ...names, ...publicKey.export({ format: "jwk" }) };
    const token = await sign(issuer.claims(), { ...issuer.rsa, privateKey: privateKey as never });
    expect(await verify(token, [published])).toBe("InvalidTokenError: key");
    expect(await verify(token, [published], { allowSmallRsaExponent: true })).toBe("accepted");
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
    ["has the even exponent 65,538", { e: "AQAC" }],
    ["has the exponent 0", { e: "AA" }],
    ["has the exponent 2^32 + 1", { e: "AQAAAAE" }],
    [
      "has a modulus of 8,193 bits",
      { n: Buffer.concat([Buffer.of(1), Buffer.alloc(1024, 1)]).toString("base64url") },
    ],
    ["has a modulus of 1.5 million bits", { n: Buffer.alloc(190_000, 255).toString("base64url") }],
    ["has an ID of 257 characters", { kid: "a".repeat(257) }],
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

/** The digest of a text as RSASSA-PKCS1-v1_5 pads it: the signature's value to the power of the exponent. */
function paddedDigest(text: string, length: number): Buffer {
  const info = Buffer.from("3031300d060960864801650304020105000420", "hex");
  const digest = Buffer.concat([info, hash("sha256", text, "buffer")]);
  const padding = Buffer.alloc(length - digest.length - 3, 255);
  return Buffer.concat([Buffer.of(0, 1), padding, Buffer.of(0), digest]);
}

describe("a key that is listed twice", () => {
  test.each<[string, Record<string, unknown>]>([
    ["equally", {}],
    ["without alg and use", { alg: undefined, use: undefined }],
  ])("%s is used", async (_name, changes) => {
    const copy = { ...issuer.rsa.publicJwk, ...changes };
    expect(await verify(await rsaToken(), [issuer.rsa.publicJwk, copy])).toBe("accepted");
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
