import type { Action, PublishBundle } from "./actions.ts";
import type { CertificateState } from "./certificate-state.ts";
import type { Lifetimes } from "./lifetimes.ts";
import { planAuthorities } from "./plan-authorities.ts";
import { planServing } from "./plan-serving.ts";
import { findPublication, haveSameIds, listAuthorities } from "./publication.ts";

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
