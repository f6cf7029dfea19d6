import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import { CodedError } from "@eks-auth/server-runtime/coded-error";
import { systemErrorCode } from "../files/file-error.ts";
import { splitPem } from "./pem.ts";

/** A server's certificate or its key is not usable. The message says what to do, and has no part of the key. */
export class ServerCertificateError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/ServerCertificateError";
  override readonly name = "ServerCertificateError";
  readonly code = "server_certificate_invalid";
}

/** A server's certificate with its key. */
export interface ServerCertificate {
  /** The certificate, followed by those of intermediate authorities, PEM. */
  readonly chain: string;
  /** PEM. */
  readonly privateKey: Buffer;
  /** The server's certificate only. */
  readonly certificate: X509Certificate;
  readonly expiresAt: Date;
}

/**
 * Checks a server's certificate and its key. TLS would accept an expired one, and clients would then refuse it.
 *
 * @param text - the certificate, followed by those of intermediate authorities, PEM
 * @param privateKey - PEM, without a passphrase
 * @throws ServerCertificateError if one cannot be parsed, they don't belong together, or the certificate is not valid now
 */
export function checkServerCertificate(text: string, privateKey: Buffer, now: Date): ServerCertificate {
  const chain = splitPem(text);
  const [certificate] = chain.map(parseCertificate);
  if (certificate === undefined) {
    throw new ServerCertificateError("It has no certificate: it must be PEM, with BEGIN CERTIFICATE.");
  }
  if (!certificate.checkPrivateKey(parseKey(privateKey))) {
    throw new ServerCertificateError(
      "Its first certificate does not belong to the private key. Put the server's certificate first, and check that both files are from the same issuance.",
    );
  }
  const [validFrom, expiresAt] = [new Date(certificate.validFrom), new Date(certificate.validTo)];
  if (now < validFrom) {
    throw new ServerCertificateError(
      `The certificate is not valid before ${validFrom.toISOString()}. Check the clock, or renew it.`,
    );
  }
  if (now > expiresAt) {
    throw new ServerCertificateError(`The certificate expired at ${expiresAt.toISOString()}. Renew it.`);
  }
  const checked = { chain: `${chain.join("\n")}\n`, privateKey, certificate, expiresAt };
  requireAccepted(checked);
  return checked;
}

function parseCertificate(pem: string, index: number): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw new ServerCertificateError(`Its certificate ${index + 1} can't be parsed. It must be PEM.`, {
      cause,
    });
  }
}

function parseKey(pem: Buffer): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw new ServerCertificateError(
      "The file of the private key has none that can be used: it must be PEM, without a passphrase.",
      { cause },
    );
  }
}

/** OpenSSL refuses keys that are too short, for example. */
function requireAccepted({ chain, privateKey }: ServerCertificate): void {
  try {
    createSecureContext({ cert: chain, key: privateKey });
  } catch (cause) {
    throw new ServerCertificateError(
      `OpenSSL refuses the certificate or the key (${systemErrorCode(cause)}). Use an RSA key of at least 2,048 bits, or an EC key on P-256.`,
      { cause },
    );
  }
}
