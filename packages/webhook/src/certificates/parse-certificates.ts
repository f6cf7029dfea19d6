import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import type { Authority } from "./certificate-state.ts";

/** An authority with what verifies its signatures. */
export interface ParsedAuthority extends Authority {
  readonly certificate: X509Certificate;
}

/** Certificates in a text. */
export interface ParsedBundle {
  readonly authorities: readonly ParsedAuthority[];
  /** Whether the text is exactly these authorities, as {@link formatBundle} writes them. */
  readonly isClean: boolean;
}

/** Far more than there can be. Each takes some time to parse. */
const maxCertificates = 32;

/** Reads the authorities in a text. What is not a certificate of an authority is left out. */
export function parseBundle(text: string): ParsedBundle {
  const parts = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  const authorities: ParsedAuthority[] = [];
  for (const part of parts.slice(0, maxCertificates)) {
    const authority = parseAuthority(part);
    if (authority !== undefined && !authorities.some(({ id }) => id === authority.id)) {
      authorities.push(authority);
    }
  }
  return { authorities, isClean: text === formatBundle(authorities) };
}

/** Formats authorities as PEM. */
export function formatBundle(authorities: readonly Authority[]): string {
  return authorities.map(({ pem }) => `${pem}\n`).join("");
}

/** @returns undefined if the text has no certificate of an authority */
export function parseAuthority(text: string): ParsedAuthority | undefined {
  const certificate = parseCertificate(text);
  return certificate?.ca === true
    ? {
        id: certificate.fingerprint256.replaceAll(":", "").toLowerCase(),
        pem: certificate.toString().trim(),
        notBefore: Number(certificate.validFromDate),
        notAfter: Number(certificate.validToDate),
        certificate,
      }
    : undefined;
}

/** Parses the first certificate of a text, PEM. @returns undefined if it has none */
export function parseCertificate(text: string): X509Certificate | undefined {
  if (!text.includes("-----BEGIN CERTIFICATE-----")) {
    return undefined;
  }
  try {
    return new X509Certificate(text);
  } catch {
    return undefined;
  }
}

/** @returns the private key, PEM; undefined if it is not the certificate's, or not on P-256 as all keys here */
export function parsePrivateKey(text: string, certificate: X509Certificate): KeyObject | undefined {
  try {
    const key = createPrivateKey(text);
    const isP256 = key.asymmetricKeyDetails?.namedCurve === "prime256v1";
    return isP256 && certificate.checkPrivateKey(key) ? key : undefined;
  } catch {
    return undefined;
  }
}
