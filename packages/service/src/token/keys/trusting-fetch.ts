import { X509Certificate } from "node:crypto";
import type { Fetch } from "./fetch-document.ts";

/**
 * Makes a fetch that trusts servers with certificates of these authorities alone, as a Kubernetes API server has.
 *
 * @param ca - certificates, PEM
 * @throws TypeError where there is no certificate or one can't be read
 */
export function createTrustingFetch(ca: string): Fetch {
  requireCertificates(ca);
  let loaded: Promise<Fetch> | undefined;
  return async (input, init) => {
    loaded ??= loadFetch(ca);
    return (await loaded)(input, init);
  };
}

/** Loaded on demand, for most issuers have a certificate that everyone trusts. */
async function loadFetch(ca: string): Promise<Fetch> {
  const { Agent, fetch } = await import("undici");
  const dispatcher = new Agent({ connect: { ca } });
  // The platform's fetch is an older or newer copy of the same code, whose types differ in name.
  return ((input: string, init: object) => fetch(input, { ...init, dispatcher })) as unknown as Fetch;
}

/** TLS would take a text without any certificate, and then trust nobody without saying why. */
function requireCertificates(ca: string): void {
  const certificates = ca.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  try {
    for (const certificate of certificates) {
      new X509Certificate(certificate);
    }
  } catch (cause) {
    throw new TypeError("A certificate of the issuer's authority can't be read; it must be PEM.", { cause });
  }
  if (certificates.length === 0) {
    throw new TypeError("The issuer's authority has no certificate; it must be PEM.");
  }
}
