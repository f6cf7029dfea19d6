/** Headers by name. */
type Headers = Readonly<Record<string, string>>;

/** Merges headers by name in lower case. The last one with a name counts. */
export function mergeHeaders(...sources: readonly (Headers | undefined)[]): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const source of sources) {
    for (const name in source) {
      merged[name.toLowerCase()] = source[name] as string;
    }
  }
  return merged;
}
