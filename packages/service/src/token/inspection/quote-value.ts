const maxLength = 200;

/**
 * Writes a value of a token's for a person: as JSON, of a bounded length, and without characters that a terminal
 * could take for orders.
 */
export function quoteValue(value: unknown): string {
  if (value === undefined) {
    return "missing";
  }
  const text = JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return text.length > maxLength ? `${text.slice(0, maxLength)}... (cut)` : text;
}

/**
 * Writes a claim that is a time for a person.
 *
 * @param now - in seconds since 1970
 */
export function quoteTime(claim: unknown, now: number): string {
  const date = typeof claim === "number" ? new Date(claim * 1000) : undefined;
  if (date === undefined || Number.isNaN(date.getTime())) {
    return quoteValue(claim);
  }
  const seconds = Math.round(date.getTime() / 1000 - now);
  return `${date.toISOString()}, ${seconds < 0 ? `${-seconds} s ago` : `${seconds} s from now`}`;
}
