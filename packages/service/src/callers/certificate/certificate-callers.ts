import { X509Certificate } from "node:crypto";
import { CallerError } from "../caller-error.ts";
import type { AuthenticateCaller, AuthenticatedCaller } from "../caller-method.ts";
import { type NamedCaller, toAuthenticatedCaller } from "../named-caller.ts";
import { findUris } from "./alternative-names.ts";
import { isSpiffeId } from "./spiffe-id.ts";
import { escapeNonAscii, formatSubject } from "./subject-name.ts";

/** The extended key usage of TLS clients. */
const clientAuth = "1.3.6.1.5.5.7.3.2";

/** A caller with a client certificate, by its `spiffeId` or its `subject`. */
export interface CertificateCaller extends NamedCaller {
  /** The SPIFFE ID: the one URI among the certificate's subject alternative names. */
  readonly spiffeId?: string | undefined;
  /** The whole subject as in RFC 2253: `CN=edge,O=Example`. */
  readonly subject?: string | undefined;
}

/** What a certificate says of its owner. */
interface Identity {
  /** Whether the certificate has a URI of SPIFFE. Then its subject does not count: SPIRE gives all of them the same one. */
  readonly isSpiffe: boolean;
  /** The SPIFFE ID or the subject; undefined if the certificate has none that is valid. */
  readonly name: string | undefined;
  readonly validFrom: number;
  readonly validTo: number;
  /** Why it can't be that of a caller, under any name. */
  readonly problem: string | undefined;
}

/**
 * Authenticates callers by their client certificates, which TLS has verified. A certificate must be for TLS clients, and
 * valid at the time of each request, not only of the handshake.
 *
 * @param callers - each with a different SPIFFE ID or subject
 * @returns the method. It rejects certificates of other names with the code `certificate_unknown`
 * @see https://github.com/spiffe/spiffe/blob/main/standards/X509-SVID.md
 */
export function createCertificateCallers(
  callers: readonly CertificateCaller[],
  now: () => Date = () => new Date(),
): AuthenticateCaller {
  const [bySpiffeId, bySubject] = indexCallers(callers);
  // The host has one array for all requests of a connection.
  const identities = new WeakMap<Uint8Array, Identity>();

  function identify(certificate: Uint8Array): Identity {
    const known = identities.get(certificate);
    if (known !== undefined) {
      return known;
    }
    const identity = readIdentity(certificate);
    identities.set(certificate, identity);
    return identity;
  }

  return ({ peer }) => {
    if (peer?.certificate === undefined) {
      return undefined;
    }
    const identity = identify(peer.certificate);
    const { isSpiffe, name = "" } = identity;
    const problem = identity.problem ?? checkTime(identity, now().getTime());
    if (problem !== undefined) {
      throw new CallerError("certificate_unknown", `The client certificate ${problem}`);
    }
    const caller = (isSpiffe ? bySpiffeId : bySubject).get(name);
    if (caller === undefined) {
      throw new CallerError(
        "certificate_unknown",
        `No caller has the ${isSpiffe ? "SPIFFE ID" : "subject"} of the client certificate: ${name.slice(0, 300)}. Add it to the callers with a certificate.`,
      );
    }
    return caller;
  };
}

function indexCallers(callers: readonly CertificateCaller[]) {
  const bySpiffeId = new Map<string, AuthenticatedCaller>();
  const bySubject = new Map<string, AuthenticatedCaller>();
  for (const { spiffeId, subject, ...named } of callers) {
    const caller = toAuthenticatedCaller(named, "certificate");
    if (spiffeId !== undefined) {
      bySpiffeId.set(spiffeId, caller);
    }
    if (subject !== undefined) {
      bySubject.set(escapeNonAscii(subject), caller);
    }
  }
  return [bySpiffeId, bySubject] as const;
}

function readIdentity(der: Uint8Array): Identity {
  try {
    return describe(new X509Certificate(der));
  } catch {
    const problem = "can't be parsed. Issue another one.";
    return { isSpiffe: false, name: undefined, validFrom: 0, validTo: 0, problem };
  }
}

function describe(certificate: X509Certificate): Identity {
  const uris = findUris(certificate.subjectAltName);
  const isSpiffe = uris.some((uri) => /^"?spiffe:/i.test(uri));
  const [uri = ""] = uris;
  const spiffeId = uris.length === 1 && isSpiffeId(uri) ? uri : undefined;
  const name = isSpiffe ? spiffeId : formatSubject(certificate.subject);
  return {
    isSpiffe,
    name,
    validFrom: Date.parse(certificate.validFrom),
    validTo: Date.parse(certificate.validTo),
    problem: findProblem(certificate, isSpiffe, name),
  };
}

function findProblem(
  { ca, keyUsage }: X509Certificate,
  isSpiffe: boolean,
  name: string | undefined,
): string | undefined {
  if (ca) {
    return "is that of an authority. Use one that can issue no others.";
  }
  // Node.js's name for the extended key usage.
  if (!keyUsage?.includes(clientAuth)) {
    return "lacks the extended key usage clientAuth. Issue one that has it.";
  }
  if (name === undefined) {
    return isSpiffe
      ? "has a SPIFFE ID that is not valid, or other URIs, too. Issue one with exactly one URI."
      : "has no SPIFFE ID, and no subject that consists of attributes with names. Issue one that has.";
  }
  return undefined;
}

function checkTime({ validFrom, validTo }: Identity, now: number): string | undefined {
  // Not a number, if OpenSSL could not print it.
  if (Number.isNaN(validFrom + validTo)) {
    return "has a validity that can't be parsed. Issue another one.";
  }
  if (now < validFrom) {
    return `is not valid before ${new Date(validFrom).toISOString()}. Check the clocks.`;
  }
  return now > validTo ? `expired at ${new Date(validTo).toISOString()}. Renew it.` : undefined;
}
