/** The names that an association is for; each is exact, or a glob with `*` and `?`. */
export interface AssociationNames {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** Whether a name is a glob: whether it has a `*`, which stands for any characters, or a `?`, for any one. */
export function isGlob(name: string): boolean {
  return /[*?]/.test(name);
}

/**
 * Puts associations in the order of their precedence: of those that match a service account, the first is its own.
 *
 * 1. Both names exact; then an exact namespace; then an exact service account; then two globs. A namespace is what
 *    Kubernetes guards access by, so an exact one says more than an exact service account.
 * 2. Within each of these, the one with more literal characters, in both names together.
 * 3. Of as many, the one with fewer `*`: `app-?` says more than `app-*`.
 * 4. The first by the text `namespace/serviceAccount`, compared by code units.
 *
 * The place in a file decides nothing, so entries may be sorted or moved and no role changes.
 */
export function inPrecedence<Association extends AssociationNames>(
  associations: readonly Association[],
): Association[] {
  return associations
    .map(weigh)
    .sort(compare)
    .map(({ association }) => association);
}

interface Weighed<Association> {
  readonly association: Association;
  readonly kind: number;
  readonly literals: number;
  readonly stars: number;
  readonly text: string;
}

function weigh<Association extends AssociationNames>(association: Association): Weighed<Association> {
  const { namespace, serviceAccount } = association;
  const text = `${namespace}/${serviceAccount}`;
  const stars = count(text, "*");
  return {
    association,
    kind: (isGlob(namespace) ? 2 : 0) + (isGlob(serviceAccount) ? 1 : 0),
    literals: text.length - stars - count(text, "?"),
    stars,
    text,
  };
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) {
    found++;
  }
  return found;
}

function compare(one: Weighed<unknown>, other: Weighed<unknown>): number {
  return (
    one.kind - other.kind ||
    other.literals - one.literals ||
    one.stars - other.stars ||
    (one.text < other.text ? -1 : 1)
  );
}
