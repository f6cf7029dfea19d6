import fc from "fast-check";
import { expect, test } from "vitest";
import { readUnverifiedClaims } from "../../src/doctor/token-claims.ts";

const encode = (value: string) => `e30.${Buffer.from(value).toString("base64url")}.x`;

test("any text and any claims are read without an error", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string().map(encode), fc.json().map(encode)), (token) => {
      const { issuer, audiences } = readUnverifiedClaims(token);
      expect(["string", "undefined"]).toContain(typeof issuer);
      expect(audiences.every((each) => typeof each === "string")).toBe(true);
    }),
  );
});

test.each([
  [{ iss: "https://issuer", aud: ["a", "b"] }, "https://issuer", ["a", "b"]],
  [{ iss: "https://issuer", aud: "a" }, "https://issuer", ["a"]],
  [{ iss: 5, aud: [5, "b", null] }, undefined, ["b"]],
  [{}, undefined, []],
  [null, undefined, []],
])("the claims %j are read", (claims, issuer, audiences) => {
  expect(readUnverifiedClaims(encode(JSON.stringify(claims)))).toEqual({ issuer, audiences });
});
