import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { redactSecrets } from "../src/redact-secrets.ts";

const header = Buffer.from('{"alg":"ES256"}').toString("base64url");
const payload = Buffer.from('{"sub":"system:serviceaccount:shop:cart"}').toString("base64url");
const signature = randomBytes(64).toString("base64url");
const token = `${header}.${payload}.${signature}`;

describe("without being told, it removes", () => {
  test.each<[string, string]>([
    ["a token", token],
    ["a token without its end", token.slice(0, -60)],
    ["the beginning of a token", token.slice(0, 20)],
    ["a token without its header", `${payload}.${signature}`],
    ["a signature", signature],
    ["a session token", randomBytes(300).toString("base64")],
  ])("%s", (_name, secret) => {
    expect(redactSecrets(`no: "${secret}", sorry`)).toBe('no: "[redacted]", sorry');
  });
});

test.each([
  "User: arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_AdministratorAccess_0123456789abcdef/i-0123456789abcdef0 is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/service/eksctl-blue-addon-iamserviceaccount-Role1-ABCDEFGHIJKL",
  `The session eks-blue-cart-0-1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed of the role ${"a".repeat(64)} has no key.`,
  "GET https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF/.well-known/openid-configuration: 503",
])("it keeps names: %s", (text) => {
  expect(redactSecrets(text, [token])).toBe(text);
});

test("of a given secret, no part of 16 characters or more is left", () => {
  const [secret, more] = [randomBytes(300).toString("base64url"), "short one"];
  const part = fc
    .tuple(fc.nat(secret.length - 16), fc.integer({ min: 16, max: 64 }))
    .map(([start, length]) => secret.slice(start, start + length));
  const words = fc.constantFrom(" ", "no: ", "\n", '"', "%2E", ".", more);
  fc.assert(
    fc.property(fc.array(fc.oneof(part, words), { maxLength: 10 }), (parts) => {
      const redacted = redactSecrets(parts.join(""), [secret, more, ""]);
      expect(redacted).not.toContain(more);
      for (let at = 0; at + 16 <= redacted.length; at++) {
        expect(secret).not.toContain(redacted.slice(at, at + 16));
      }
    }),
  );
});

test("a long text is cut", () => {
  expect(redactSecrets("too long ".repeat(1_000))).toHaveLength(2_000);
});
