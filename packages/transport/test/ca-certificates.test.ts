import { createCertificate, createSelfSignedCertificate } from "@eks-auth/test-kit/self-signed-certificate";
import { expect, test } from "vitest";
import { CaCertificatesError, checkCaCertificates } from "../src/index.ts";

const root = createSelfSignedCertificate("root");
const intermediate = createCertificate("intermediate", root);
const leaf = createCertificate("leaf", intermediate, { isAuthority: false });
const ownLeaf = createCertificate("own leaf", undefined, { isAuthority: false });

test.each([
  ["a root", root.certificate],
  ["an intermediate authority", intermediate.certificate],
  ["a chain", `a comment\n${leaf.certificate}\n${intermediate.certificate}${root.certificate}`],
  ["a server's certificate that is signed by its own key", ownLeaf.certificate],
])("%s is accepted", (_name, text) => {
  expect(() => checkCaCertificates(text)).not.toThrow();
});

test.each([
  ["", /^There is no CA certificate: the file must be PEM/],
  ["/etc/ca.pem", /^There is no CA certificate: the file must be PEM/],
  [
    leaf.certificate,
    /^There is no CA certificate: CN=leaf is a server's\. Use .* its issuer, CN=intermediate\.$/,
  ],
  [`${root.certificate}${root.privateKey}`, /^There is a private key among the CA certificates\. Remove it/],
  [
    `${root.certificate}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`,
    /^CA certificate 2 can't be parsed/,
  ],
])("other texts are rejected with the reason, %#", (text, message) => {
  const check = () => checkCaCertificates(text);
  expect(check).toThrow(CaCertificatesError);
  expect(check).toThrow(message);
});
