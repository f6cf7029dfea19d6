import type { Authorities, Authority, Bundle } from "./certificate-state.ts";
import type { Lifetimes } from "./lifetimes.ts";

/** The authorities that clients must trust, in the order of bundles. */
export function listAuthorities({ current, next, previous }: Authorities): readonly Authority[] {
  return [current, next, ...previous].filter((authority) => authority !== undefined);
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

/** Finds since when a bundle has an authority. @returns undefined if the authority is not in the bundle, or the time is in the future */
export function findPublication(
  { authorities, publishedAt }: Bundle,
  id: string,
  now: number,
): number | undefined {
  const at = publishedAt.get(id);
  return at !== undefined && at <= now && authorities.some((authority) => authority.id === id)
    ? at
    : undefined;
}

/** Whether two lists have the same authorities in the same order. */
export function haveSameIds(one: readonly Authority[], other: readonly Authority[]): boolean {
  return one.length === other.length && one.every(({ id }, index) => id === other[index]?.id);
}
