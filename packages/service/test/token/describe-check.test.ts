import { stopClock } from "@eks-auth/test-kit/clocks";
import { describe, expect, test } from "vitest";
import { decodeToken, describeCheck, quoteTime, quoteValue } from "../../src/token/describe-check.ts";
import { inspectToken } from "../../src/token/inspect-token.ts";
import type { TokenCheck } from "../../src/token/token-error.ts";
import { moment, now, sign, useTestIssuer } from "./test-issuer.ts";

stopClock();

const issuer = await useTestIssuer();

test("claims cannot control or flood a terminal", async () => {
  const claims = issuer.claims({
    iss: "\u001b[2J\u009b2J\u202e",
    aud: "a".repeat(10_000),
    exp: 1e300,
  });
  const inspection = await inspectToken(await sign(claims, issuer.rsa), issuer.trusted, moment);
  const text = JSON.stringify(inspection);
  expect(inspection.accepted).toBe(false);
  expect(text).not.toMatch(/[^\x20-\x7e]/);
  expect(text.length).toBeLessThan(5000);
});

describe("a value is quoted", () => {
  test.each<[string, unknown, string]>([
    ["as JSON", { a: ["b", 1] }, '{"a":["b",1]}'],
    ["if it is missing", undefined, "missing"],
    ["without control characters", "\u001b[2J\u202e", '"\\u001b[2J\\u202e"'],
    ["whole up to 200 characters", "a".repeat(198), `"${"a".repeat(198)}"`],
    ["shortened", "a".repeat(199), `"${"a".repeat(199)}... (cut)`],
  ])("%s", (_name, value, text) => {
    expect(quoteValue(value)).toBe(text);
  });

  test.each<[string, unknown, string]>([
    ["in the future", now + 5, "2023-11-14T22:13:25.000Z, 5 s from now"],
    ["in the past", now - 5, "2023-11-14T22:13:15.000Z, 5 s ago"],
    ["that is out of range", 1e300, "1e+300"],
    ["that is not a number", "soon", '"soon"'],
    ["that is a number in quotes", "5", '"5"'],
  ])("as a time %s", (_name, claim, text) => {
    expect(quoteTime(claim, now)).toBe(text);
  });
});

const rules = {
  issuer: "https://issuer.example",
  audience: { name: "pods.eks.amazonaws.com", isOnly: false },
  maxLifetimeSeconds: 86_400,
  now,
};

test.each<[TokenCheck, string, string]>([
  ["format", "a", "1 part between dots, malformed header, malformed claims"],
  ["format", encode({}, {}), "3 parts between dots"],
  ["format", encode({ crit: ["b64"] }, {}), "3 parts between dots, a crit header"],
  ["lifetime", encode({}, { iat: 5, exp: 7 }), "exp - iat is 2 s"],
  ["lifetime", encode({}, { iat: 5 }), "exp - iat is unknown"],
  ["lifetime", encode({}, { exp: 5 }), "exp - iat is unknown"],
])("the check of the %s describes %s as: %s", (check, token, found) => {
  expect(describeCheck(check, decodeToken(token), rules).found).toBe(found);
});

test("the check of the lifetime names the limit that is configured", () => {
  const { expected } = describeCheck("lifetime", decodeToken(encode({}, { iat: 5, exp: 7 })), rules);
  expect(expected).toBe("at most 86400 s (maxTokenLifetimeSeconds), or up to 60 s more");
});

function encode(...parts: readonly object[]): string {
  const encoded = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
  return [...encoded, "x"].join(".");
}

test.each<[string, number, string[]]>([
  ["", 1, ["header", "claims"]],
  ["a.b", 2, ["header", "claims"]],
  ["e30.W10.x", 3, ["claims"]],
])("a token without readable parts has an empty header: %j", (token, partCount, malformed) => {
  expect(decodeToken(token)).toEqual({ partCount, header: {}, claims: {}, malformed });
});
