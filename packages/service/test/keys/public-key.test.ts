import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { importPublicKey } from "../../src/keys/public-key.ts";

const ec = {
  ...generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" }),
  kid: "a",
};
const modulusProblem = "has an RSA modulus that is not of 2048 to 8192 bits";
const exponentProblem = "has an RSA exponent that is even, below 65537, or longer than 32 bits";

/** Creates an RSA key with a modulus of this many bits, all of them 1. */
function rsa(bits: number, e = "AQAB"): Record<string, string> {
  const bytes = Buffer.alloc(Math.ceil(bits / 8), 255);
  bytes[0] = 255 >> ((8 - (bits % 8)) % 8);
  return { kty: "RSA", kid: "a", n: bytes.toString("base64url"), e };
}

function resultOf(jwk: Record<string, unknown>): string {
  const key = importPublicKey(jwk, {});
  return typeof key === "string" ? key : key.algorithm;
}

describe("the limits of a key:", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["an ID of 256 characters", { ...ec, kid: "a".repeat(256) }, "ES256"],
    ["an ID of 257 characters", { ...ec, kid: "a".repeat(257) }, "has a kid of more than 256 characters"],
    ["an empty ID", { ...ec, kid: "" }, "has no kid"],
    ["a modulus of 2,047 bits", rsa(2047), modulusProblem],
    ["a modulus of 2,048 bits", rsa(2048), "RS256"],
    ["a modulus of 8,192 bits", rsa(8192), "RS256"],
    ["a modulus of 8,193 bits", rsa(8193), modulusProblem],
    ["the exponent 65,535", rsa(2048, "__8"), exponentProblem],
    ["the exponent 2^32 - 1", rsa(2048, "_____w"), "RS256"],
    ["the exponent 2^32 + 1", rsa(2048, "AQAAAAE"), exponentProblem],
  ])("%s", (_name, jwk, result) => {
    expect(resultOf(jwk)).toBe(result);
  });

  test.each([
    ["P-256", "ES256"],
    ["P-384", "ES384"],
    ["P-521", "ES512"],
  ])("a key on %s is for %s", (namedCurve, algorithm) => {
    const jwk = generateKeyPairSync("ec", { namedCurve }).publicKey.export({ format: "jwk" });
    expect(resultOf({ ...jwk, kid: "a" })).toBe(algorithm);
  });
});
