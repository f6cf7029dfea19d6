import type { ActionReason, IssueCertificate } from "./actions.ts";
import type { Authority, CertificateState, ServingSecret, SigningAuthority } from "./certificate-state.ts";
import { isDueAt, isValidAt, type Lifetimes } from "./lifetimes.ts";
import { isPublished, listAuthorities } from "./publication.ts";

/**
 * Decides which TLS Secrets need a new certificate.
 *
 * @param issuer - the current authority
 * @param now - milliseconds since 1970
 */
export function planServing(
  { authorities, bundles, servingSecrets }: CertificateState,
  issuer: SigningAuthority,
  now: number,
  lifetimes: Lifetimes,
): readonly IssueCertificate[] {
  const trusted = new Set(listAuthorities(authorities).map(({ id }) => id));
  const isReady = isPublished(issuer, bundles, now, lifetimes);
  return servingSecrets.flatMap((secret): readonly IssueCertificate[] => {
    const reason = findIssueReason(secret, { trusted, issuer, isReady, now });
    return reason === undefined ? [] : [{ type: "issueCertificate", reason, secret: secret.name, issuer }];
  });
}

interface IssueConditions {
  readonly trusted: ReadonlySet<string>;
  readonly issuer: Authority;
  /** Whether all clients trust the issuer. */
  readonly isReady: boolean;
  readonly now: number;
}

function findIssueReason(
  { certificate }: ServingSecret,
  { trusted, issuer, isReady, now }: IssueConditions,
): ActionReason | undefined {
  if (certificate === undefined) {
    return "missing";
  }
  if (!isValidAt(certificate, now) || !trusted.has(certificate.issuerId)) {
    return "unusable";
  }
  if (isReady) {
    return certificate.issuerId !== issuer.id || isDueAt(certificate, now) ? "due" : undefined;
  }
  // It waits for the issuer's publication, but not until it expires.
  const lifetime = certificate.notAfter - certificate.notBefore;
  return certificate.notAfter - now < lifetime / 20 ? "due" : undefined;
}
