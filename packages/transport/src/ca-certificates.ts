import { X509Certificate } from "node:crypto";
import type { AgentOptions } from "node:https";
import { CodedError } from "@eks-auth/server-runtime/coded-error";

/** A text is not usable as CA certificates. The message contains names in the certificates, and nothing else of the text. */
export class CaCertificatesError extends CodedError {
  static override readonly brand: string = "@eks-auth/transport/CaCertificatesError";
  override readonly name = "CaCertificatesError";
  readonly code = "ca_certificates_invalid";
}

/**
 * Checks a text of CA certificates. TLS would accept a text without a usable one silently, and then trust no server.
 *
 * @param text - certificates, PEM
 * @throws CaCertificatesError if it has no certificate, one that cannot be parsed, only those of servers, or a private key
 */
export function checkCaCertificates(text: string): void {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    throw new CaCertificatesError(
      "There is a private key among the CA certificates. Remove it: this file needs only certificates, which are public.",
    );
  }
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  const [first, ...others] = certificates.map(parseCertificate);
  if (first === undefined) {
    throw new CaCertificatesError(
      "There is no CA certificate: the file must be PEM, with BEGIN CERTIFICATE.",
    );
  }
  if (![first, ...others].some(isAuthority)) {
    const [subject, issuer] = [first.subject, first.issuer].map(toLine);
    throw new CaCertificatesError(
      `There is no CA certificate: ${subject} is a server's. Use the certificate of its issuer, ${issuer}.`,
    );
  }
}

/**
 * Creates the TLS options to trust only these authorities. An intermediate authority is trusted without its root, as in
 * curl and Go.
 *
 * @param ca - certificates, PEM; undefined for those included in Node.js
 */
export function trustOnly(ca: string | undefined): AgentOptions {
  return ca === undefined ? {} : { ca, allowPartialTrustChain: true };
}

function parseCertificate(text: string, index: number): X509Certificate {
  try {
    return new X509Certificate(text);
  } catch (cause) {
    throw new CaCertificatesError(`CA certificate ${index + 1} can't be parsed. It must be PEM.`, { cause });
  }
}

/** A server's certificate that is signed by its own key is trusted too. */
function isAuthority(certificate: X509Certificate): boolean {
  return certificate.ca || certificate.checkIssued(certificate);
}

function toLine(name: string): string {
  return name.replaceAll(/[^\x20-\x7e]+/g, ", ").slice(0, 200);
}
