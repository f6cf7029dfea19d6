import { generateKeyPairSync } from "node:crypto";
import { createCertificate, createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { expect, test } from "vitest";
import { checkServerCertificate, ServerCertificateError } from "../../src/tls/server-certificate.ts";

const validFrom = new Date("2026-01-01T00:00:00Z");
const validTo = new Date("2026-03-01T00:00:00Z");
const now = new Date("2026-02-01T00:00:00Z");
const root = createSelfSignedCertificate("root");
const server = createCertificate("server", root, { isAuthority: false, validFrom, validTo });

function check(text: string, key: string = server.privateKey, at: Date = now) {
  return checkServerCertificate(text, Buffer.from(key), at);
}

test("a chain is used without the text around it, and expires with its first certificate", () => {
  const { chain, certificate, expiresAt } = check(`a comment\n${server.certificate}\n${root.certificate}`);
  expect(chain).toBe(server.certificate + root.certificate);
  expect(certificate.subject).toBe("CN=server");
  expect(expiresAt).toEqual(validTo);
});

test("a certificate is valid from its first to its last second", () => {
  check(server.certificate, server.privateKey, validFrom);
  check(server.certificate, server.privateKey, validTo);
});

const { privateKey: shortKey } = generateKeyPairSync("rsa", { modulusLength: 512 });
const encrypted = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({
  type: "pkcs8",
  format: "pem",
  cipher: "aes-256-cbc",
  passphrase: "canary",
});

test.each([
  ["no certificate", () => check(root.privateKey), /^It has no certificate: it must be PEM/],
  [
    "a malformed certificate",
    () => check(`${server.certificate}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----`),
    /^Its certificate 2 can't be parsed/,
  ],
  [
    "the key of another certificate",
    () => check(server.certificate, root.privateKey),
    /^Its first certificate does not belong/,
  ],
  [
    "a chain in the wrong order",
    () => check(root.certificate + server.certificate),
    /Put the server's certificate first/,
  ],
  ["no key", () => check(server.certificate, server.certificate), /^The file of the private key has none/],
  ["an encrypted key", () => check(server.certificate, String(encrypted)), /without a passphrase/],
  [
    "a certificate that is not valid yet",
    () => check(server.certificate, server.privateKey, new Date(validFrom.getTime() - 1)),
    /is not valid before 2026-01-01T00:00:00.000Z/,
  ],
  [
    "an expired certificate",
    () => check(server.certificate, server.privateKey, new Date(validTo.getTime() + 1)),
    /^The certificate expired at 2026-03-01T00:00:00.000Z. Renew it.$/,
  ],
])("%s is refused", (_what, call, message) => {
  expect(call).toThrow(ServerCertificateError);
  expect(call).toThrow(message);
});

test("a key that is too short for TLS is refused, with OpenSSL's code", () => {
  const { certificate } = createSelfSignedCertificate("short", { key: shortKey });
  expect(() => check(certificate, String(shortKey.export({ type: "pkcs8", format: "pem" })))).toThrow(
    /^OpenSSL refuses the certificate or the key \(ERR_SSL_EE_KEY_TOO_SMALL\)/,
  );
});
