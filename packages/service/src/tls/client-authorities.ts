import { X509Certificate } from "node:crypto";
import { checkCaCertificates } from "@eks-auth/transport";
import { splitPem } from "./pem.ts";

/**
 * The end of a trusted certificate of OpenSSL: it is an authority for certificates with the extended key usage
 * clientAuth. SEQUENCE { SEQUENCE { OBJECT IDENTIFIER 1.3.6.1.5.5.7.3.2 } }
 */
const trustedForClients = Buffer.from("300c300a06082b06010505070302", "hex");

/** The authorities of client certificates. */
export interface ClientAuthorities {
  /** For the TLS option `ca`. */
  readonly pem: readonly string[];
  /** When the first of them expires. */
  readonly expiresAt: Date;
}

/**
 * Parses the authorities of client certificates. An intermediate authority is trusted without its root, as in curl and Go.
 * Servers of Node.js have no option for it, so the certificates are given to OpenSSL as trusted ones.
 *
 * @param text - CA certificates, PEM
 * @throws CaCertificatesError if it has no certificate, one that cannot be parsed, only those of servers, or a private key
 * @see https://docs.openssl.org/3.5/man1/openssl-verification-options/#trust-settings
 */
export function parseClientAuthorities(text: string): ClientAuthorities {
  checkCaCertificates(text);
  const certificates = splitPem(text).map((pem) => new X509Certificate(pem));
  return {
    pem: certificates.map(({ raw }) => {
      const base64 = Buffer.concat([raw, trustedForClients]).toString("base64");
      const lines = base64.replaceAll(/.{64}(?=.)/g, "$&\n");
      return `-----BEGIN TRUSTED CERTIFICATE-----\n${lines}\n-----END TRUSTED CERTIFICATE-----\n`;
    }),
    expiresAt: new Date(Math.min(...certificates.map(({ validTo }) => Date.parse(validTo)))),
  };
}
