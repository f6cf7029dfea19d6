import { X509Certificate } from "node:crypto";
import { createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { expect, test } from "vitest";
import { parseClientAuthorities } from "../../src/tls/client-authorities.ts";

const validTo = new Date("2027-01-01T00:00:00Z");
const one = createSelfSignedCertificate("one");
const two = createSelfSignedCertificate("two", { validTo });

test("each authority is for TLS, and the first to expire counts", () => {
  const { pem, expiresAt } = parseClientAuthorities(`${one.certificate}text\n${two.certificate}`);
  expect(pem).toHaveLength(2);
  expect(expiresAt).toEqual(validTo);
});

test("OpenSSL can read certificates of each length", () => {
  for (let length = 1; length <= 48; length++) {
    const { certificate } = createSelfSignedCertificate("a".repeat(length));
    const [pem = ""] = parseClientAuthorities(certificate).pem;
    expect(new X509Certificate(pem).subject).toBe(`CN=${"a".repeat(length)}`);
  }
});

test("a file without one is refused", () => {
  expect(() => parseClientAuthorities("none")).toThrow("There is no CA certificate");
  expect(() => parseClientAuthorities(one.certificate + one.privateKey)).toThrow("There is a private key");
});
