import type { X509Certificate } from "node:crypto";
import type { SecretTexts } from "./authority-secret.ts";
import type { Authority, IssuedCertificate } from "./certificate-state.ts";
import type { KeyPair } from "./create-certificate.ts";
import { formatBundle, parseCertificate, parsePrivateKey } from "./parse-certificates.ts";
import type { ServingCertificate } from "./serving-certificate.ts";

/** The usage of a server's certificate. */
const serverAuthentication = "1.3.6.1.5.5.7.3.1";

/** The certificate of a TLS Secret. It must not be logged. */
export interface SecretCertificate {
  readonly issued: IssuedCertificate;
  readonly serving: ServingCertificate;
}

/**
 * Reads the certificate of a TLS Secret.
 *
 * @param dnsNames - the names that it must have
 * @param authorities - those that it can be from
 * @returns undefined if there is none that clients would accept during its validity
 */
export function readServingSecret(
  data: SecretTexts,
  dnsNames: readonly string[],
  authorities: readonly Authority[],
): SecretCertificate | undefined {
  const { "tls.crt": text = "", "tls.key": privateKey = "" } = data;
  const certificate = parseCertificate(text);
  if (certificate === undefined || certificate.ca || parsePrivateKey(privateKey, certificate) === undefined) {
    return undefined;
  }
  const names = (certificate.subjectAltName ?? "").split(", ").sort().join();
  const isForServer =
    names ===
      dnsNames
        .map((name) => `DNS:${name}`)
        .sort()
        .join() && certificate.keyUsage?.includes(serverAuthentication) === true;
  const issuer = authorities.find((authority) => isIssuedBy(certificate, authority));
  if (!isForServer || issuer === undefined) {
    return undefined;
  }
  const [notBefore, notAfter] = [Number(certificate.validFromDate), Number(certificate.validToDate)];
  return {
    issued: { issuerId: issuer.id, notBefore, notAfter },
    serving: { certificate: certificate.toString(), privateKey, expiresAt: new Date(notAfter) },
  };
}

function isIssuedBy(certificate: X509Certificate, { pem }: Authority): boolean {
  const authority = parseCertificate(pem);
  return (
    authority !== undefined && certificate.checkIssued(authority) && certificate.verify(authority.publicKey)
  );
}

/** Formats the data of a TLS Secret. */
export function formatServingSecret({ certificate, privateKey }: KeyPair, issuer: Authority): SecretTexts {
  return { "tls.crt": certificate, "tls.key": privateKey, "ca.crt": formatBundle([issuer]) };
}
