/** The names that an association is for. Each is exact, or a glob with `*` and `?`. */
export interface AssociationNames {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/**
 * Formats the names of an association as one key: `NAMESPACE/SERVICEACCOUNT`. Uses `join`, because V8 would keep a
 * template's parts as separate strings until they are read, which takes a third more memory for the keys of an index.
 */
export function associationKey({ namespace, serviceAccount }: AssociationNames): string {
  return [namespace, serviceAccount].join("/");
}

/**
 * Formats the names of a pod as a key for a look-up.
 *
 * @returns undefined if a name has a slash, which no name has: the key could be read as another pair of names
 */
export function lookUpKey(namespace: string, serviceAccount: string): string | undefined {
  const hasSlash = namespace.includes("/") || serviceAccount.includes("/");
  return hasSlash ? undefined : associationKey({ namespace, serviceAccount });
}

/** Whether a name is a glob: `*` matches any characters, `?` matches any one. */
export function isGlob(name: string): boolean {
  return /[*?]/.test(name);
}

/**
 * Sorts associations by precedence: of those that match a service account, the first wins.
 *
 * 1. Both names exact; then an exact namespace; then an exact service account; then two globs. Kubernetes controls access
 *    by namespace, so an exact namespace is more specific than an exact service account.
 * 2. Within each of these, the one with more literal characters in both names.
 * 3. With equally many, the one with fewer `*`: `app-?` is more specific than `app-*`.
 * 4. The first by its key, compared by code units.
 *
 * The position in a file does not matter, so entries can be sorted or moved without a change of roles.
 */
export function sortByPrecedence<Association extends AssociationNames>(
  associations: readonly Association[],
): Association[] {
  return associations
    .map(rank)
    .sort(compare)
    .map(({ association }) => association);
}

interface Ranked<Association> {
  readonly association: Association;
  readonly kind: number;
  readonly literals: number;
  readonly stars: number;
  readonly key: string;
}

function rank<Association extends AssociationNames>(association: Association): Ranked<Association> {
  const { namespace, serviceAccount } = association;
  const key = associationKey(association);
  const stars = count(key, "*");
  return {
    association,
    kind: (isGlob(namespace) ? 2 : 0) + (isGlob(serviceAccount) ? 1 : 0),
    literals: key.length - stars - count(key, "?"),
    stars,
    key,
  };
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) {
    found++;
  }
  return found;
}

function compare(one: Ranked<unknown>, other: Ranked<unknown>): number {
  return (
    one.kind - other.kind ||
    other.literals - one.literals ||
    one.stars - other.stars ||
    (one.key < other.key ? -1 : 1)
  );
}
