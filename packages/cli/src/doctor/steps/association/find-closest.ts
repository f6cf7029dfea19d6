/** The names of a service account, or of an association. */
interface Names {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** More letters than this are no slip of the finger. */
const maxSlips = 3;

/**
 * Finds the association whose names are most like a service account's: one that is for another namespace, or that has a
 * letter or two wrong.
 *
 * @returns `undefined` where none is like it
 */
export function findClosest<Association extends Names>(
  associations: readonly Association[],
  { namespace, serviceAccount }: Names,
): Association | undefined {
  let closest: Association | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const association of associations) {
    const slips =
      Math.min(countSlips(association.namespace, namespace), maxSlips) +
      Math.min(countSlips(association.serviceAccount, serviceAccount), maxSlips);
    // One of the two names must be close.
    if (slips < least && slips < 2 * maxSlips) {
      closest = association;
      least = slips;
    }
  }
  return closest;
}

/** Counts the letters to add, to take away and to change. @see https://en.wikipedia.org/wiki/Levenshtein_distance */
function countSlips(one: string, other: string): number {
  if (Math.abs(one.length - other.length) >= maxSlips) {
    return maxSlips;
  }
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [at, otherLetter] of [...other].entries()) {
      const changed = (row[at] ?? 0) + (letter === otherLetter ? 0 : 1);
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? maxSlips;
}
