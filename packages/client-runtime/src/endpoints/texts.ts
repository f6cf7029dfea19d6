/**
 * Cuts a part out of an ASCII text.
 *
 * @param start - the index of the first character
 * @param stop - the index after the last character
 * @param reverse - whether the indexes count from the end of the text
 * @returns undefined if the text is too short, or not ASCII
 * @see https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html#substring-function
 */
export function substring(text: string, start: number, stop: number, reverse: boolean): string | undefined {
  const { length } = text;
  if (start >= stop || length < stop || /[^\0-\x7f]/.test(text)) {
    return undefined;
  }
  return reverse ? text.slice(length - stop, length - start) : text.slice(start, stop);
}

/**
 * Splits a text.
 *
 * @param limit - the largest number of parts, of which the last one has the rest; 0 for no limit
 * @see https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html#split-function
 */
export function split(text: string, delimiter: string, limit: number): readonly string[] {
  const parts = text.split(delimiter);
  return limit === 0 || parts.length <= limit
    ? parts
    : [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(delimiter)];
}
