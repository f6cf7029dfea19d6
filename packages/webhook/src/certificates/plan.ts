import type {
  Authorities,
  Authority,
  Bundle,
  CertificateState,
  ServingSecret,
  SigningAuthority,
} from "./certificate-state.ts";
import { isDueAt, isValidAt, type Lifetimes } from "./lifetimes.ts";

/** Why something is written. */
export type ActionReason =
  /** There is none. */
  | "missing"
  /** What is there can't be used: it is not valid now, its key or a name is wrong, or it is no certificate. */
  | "unusable"
  /** Two thirds of its lifetime are over, or its authority is not the current one. */
  | "due"
  /** The next authority has been published long enough. */
  | "published"
  /** Something in it is not needed any more, or was added by hand. */
  | "outdated";

/** Replaces the content of the Secret of the authorities. */
export interface WriteAuthorities {
  readonly type: "writeAuthorities";
  readonly reason: ActionReason;
  readonly current: Authority | "create";
  readonly next: Authority | "create" | undefined;
  readonly previous: readonly Authority[];
}

/** Replaces a bundle. */
export interface PublishBundle {
  readonly type: "publishBundle";
  readonly reason: ActionReason;
  readonly bundle: string;
  readonly authorities: readonly Authority[];
  readonly publishedAt: ReadonlyMap<string, number>;
}

/** Replaces the certificate of a TLS Secret. */
export interface IssueCertificate {
  readonly type: "issueCertificate";
  readonly reason: ActionReason;
  readonly secret: string;
  readonly issuer: Authority;
}

export type Action = WriteAuthorities | PublishBundle | IssueCertificate;

/**
 * Decides what to write. The steps are in an order that keeps every served certificate trusted: first the authorities, then
 * the bundles, then the certificates. A step is planned only if the earlier ones are done, so read the state again after
 * each.
 *
 * @param now - milliseconds since 1970
 * @param unwritable - bundles that can't be written: certificates that expire soon don't wait for them
 * @returns what to write now; empty if nothing is due
 */
export function planCertificates(
  state: CertificateState,
  now: number,
  lifetimes: Lifetimes,
  unwritable: ReadonlySet<string> = new Set(),
): readonly Action[] {
  const write = planAuthorities(state, now, lifetimes);
  if (write !== undefined) {
    return [write];
  }
  const { current } = state.authorities;
  if (current === undefined) {
    return [];
  }
  const publish = planBundles(state, now).filter(({ bundle }) => !unwritable.has(bundle));
  return publish.length > 0 ? publish : planServing(state, current, now, lifetimes);
}

/** Whether an authority has been in every bundle long enough for all clients to trust it. */
export function isPublished(
  { id }: Authority,
  bundles: readonly Bundle[],
  now: number,
  { publicationMs }: Lifetimes,
): boolean {
  return bundles.every((bundle) => {
    const at = findPublication(bundle, id, now);
    return at !== undefined && at + publicationMs <= now;
  });
}

function planAuthorities(
  state: CertificateState,
  now: number,
  lifetimes: Lifetimes,
): WriteAuthorities | undefined {
  const { authorities } = state;
  const { current, next } = authorities;
  const wanted = chooseAuthorities(state, now, lifetimes);
  // A generation that is lost or replaced stays trusted, because its certificates can still be in use.
  const candidates = [...authorities.previous, ...findRetained(state, now)];
  if (current !== undefined && current !== wanted.current) {
    candidates.unshift(current);
  }
  const ids = new Set([wanted.current, wanted.next].map((one) => (typeof one === "object" ? one.id : "")));
  const previous = candidates.filter(({ id, ...validity }) => {
    const isNew = isValidAt(validity, now) && !ids.has(id);
    ids.add(id);
    return isNew;
  });
  const isSame =
    authorities.isClean &&
    wanted.current === current &&
    wanted.next === next &&
    haveSameIds(previous, authorities.previous);
  return isSame ? undefined : { type: "writeAuthorities", ...wanted, previous };
}

function chooseAuthorities(
  { authorities: { current, next }, bundles }: CertificateState,
  now: number,
  lifetimes: Lifetimes,
): Pick<WriteAuthorities, "current" | "next" | "reason"> {
  const usableNext = isUsable(next, now) ? next : undefined;
  if (!isUsable(current, now)) {
    const reason = current === undefined ? "missing" : "unusable";
    return { current: usableNext ?? "create", next: undefined, reason };
  }
  if (usableNext === undefined) {
    const isDue = isDueAt(current, now);
    return { current, next: isDue ? "create" : undefined, reason: isDue ? "due" : "outdated" };
  }
  // A bundle that can't be published must not end in certificates that are valid for shorter and shorter times.
  const isLastChance = current.notAfter - now < lifetimes.servingMs;
  return isLastChance || isPublished(usableNext, bundles, now, lifetimes)
    ? { current: usableNext, next: undefined, reason: "published" }
    : { current, next: usableNext, reason: "outdated" };
}

/** Finds authorities that clients trust, and that signed a certificate in use, but which the Secret does not have (any more). */
function findRetained(
  { authorities, bundles, servingSecrets }: CertificateState,
  now: number,
): readonly Authority[] {
  const known = new Set(listAuthorities(authorities).map(({ id }) => id));
  const issuers = new Set(
    servingSecrets.flatMap(({ certificate }) =>
      certificate !== undefined && isValidAt(certificate, now) ? [certificate.issuerId] : [],
    ),
  );
  return bundles.flatMap((bundle) =>
    bundle.authorities.filter(({ id }) => issuers.has(id) && !known.has(id)),
  );
}

function planBundles({ authorities, bundles }: CertificateState, now: number): readonly PublishBundle[] {
  const wanted = listAuthorities(authorities);
  return bundles.flatMap((bundle): readonly PublishBundle[] => {
    const times = wanted.map(({ id }) => findPublication(bundle, id, now));
    if (bundle.isClean && haveSameIds(wanted, bundle.authorities) && !times.includes(undefined)) {
      return [];
    }
    const publishedAt = new Map(wanted.map(({ id }, index) => [id, times[index] ?? now]));
    const reason = bundle.authorities.length === 0 ? "missing" : "outdated";
    return [{ type: "publishBundle", reason, bundle: bundle.name, authorities: wanted, publishedAt }];
  });
}

function planServing(
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

/** The authorities that clients must trust, in the order of bundles. */
function listAuthorities({ current, next, previous }: Authorities): readonly Authority[] {
  return [current, next, ...previous].filter((authority) => authority !== undefined);
}

/** @returns undefined if the authority is not in the bundle, or the time is in the future */
function findPublication({ authorities, publishedAt }: Bundle, id: string, now: number): number | undefined {
  const at = publishedAt.get(id);
  return at !== undefined && at <= now && authorities.some((authority) => authority.id === id)
    ? at
    : undefined;
}

function isUsable(authority: SigningAuthority | undefined, now: number): authority is SigningAuthority {
  return authority?.canSign === true && isValidAt(authority, now);
}

function haveSameIds(one: readonly Authority[], other: readonly Authority[]): boolean {
  return one.length === other.length && one.every(({ id }, index) => id === other[index]?.id);
}
