import type { WriteAuthorities } from "./actions.ts";
import type { Authority, CertificateState, SigningAuthority } from "./certificate-state.ts";
import { isDueAt, isValidAt, type Lifetimes } from "./lifetimes.ts";
import { haveSameIds, isPublished, listAuthorities } from "./publication.ts";

/**
 * Decides what the Secret of the authorities must have.
 *
 * @param now - milliseconds since 1970
 * @returns undefined if it has that
 */
export function planAuthorities(
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

function isUsable(authority: SigningAuthority | undefined, now: number): authority is SigningAuthority {
  return authority?.canSign === true && isValidAt(authority, now);
}
