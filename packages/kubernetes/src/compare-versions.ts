/**
 * Compares resource versions.
 *
 * @returns negative if the first is older, 0 if they are equal, else positive; NaN if one is not a number
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions
 */
export function compareVersions(one: string, other: string): number {
  if (![one, other].every((version) => /^\d{1,20}$/.test(version))) {
    return Number.NaN;
  }
  const [left, right] = [BigInt(one), BigInt(other)];
  return left === right ? 0 : left < right ? -1 : 1;
}
