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

/** Reads the names from a key of {@link associationKey}. */
export function parseAssociationKey(key: string): AssociationNames {
  const [namespace = "", serviceAccount = ""] = key.split("/");
  return { namespace, serviceAccount };
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
  readonly precedence: number;
  readonly key: string;
}

function rank<Association extends AssociationNames>(association: Association): Ranked<Association> {
  return { association, precedence: precedenceOf(association), key: associationKey(association) };
}

/** More than a key has characters. */
const maxCharacters = 512;

/**
 * Computes the precedence of names by the first three rules of {@link sortByPrecedence}.
 *
 * @returns a whole number below 2 ** 20; of two associations, the one with the lower number wins
 */
export function precedenceOf({ namespace, serviceAccount }: AssociationNames): number {
  const kind = (isGlob(namespace) ? 2 : 0) + (isGlob(serviceAccount) ? 1 : 0);
  const stars = count(namespace, "*") + count(serviceAccount, "*");
  const literals =
    namespace.length + serviceAccount.length - stars - count(namespace, "?") - count(serviceAccount, "?");
  return (kind * maxCharacters + maxCharacters - 1 - literals) * maxCharacters + stars;
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) {
    found++;
  }
  return found;
}

function compare(one: Ranked<unknown>, other: Ranked<unknown>): number {
  return one.precedence - other.precedence || (one.key < other.key ? -1 : 1);
}
