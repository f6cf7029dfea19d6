/** Returns undefined for an empty text: some tools send one for a member that is not set. */
export function removeEmpty(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
