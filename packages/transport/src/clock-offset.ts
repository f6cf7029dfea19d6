/** When a request was sent and its response received, in milliseconds since 1970, by this machine's clock. */
export interface RoundTrip {
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** The difference of clocks that tokens are accepted with, in milliseconds. */
export const maxClockOffsetMs = 60_000;

/**
 * Compares a server's clock with that of this machine, by the `Date` header of a response. The time of the round trip
 * is allowed for: the result is the smallest difference that explains the header.
 *
 * @param date - the header, which has whole seconds
 * @returns by how many milliseconds the server's clock is ahead, negative if it is behind; undefined if the header is
 * missing or not a date
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-date
 */
export function measureClockOffset(
  date: string | undefined,
  { sentAt, receivedAt }: RoundTrip,
): number | undefined {
  const time = Date.parse(date ?? "");
  if (Number.isNaN(time)) {
    return undefined;
  }
  // The server wrote it in the second that begins then, between sending and receiving.
  const ahead = time - receivedAt;
  const behind = time + 999 - sentAt;
  return ahead > 0 ? ahead : Math.min(behind, 0);
}

/**
 * Formats a difference of clocks that matters.
 *
 * @param offsetMs - by {@link measureClockOffset}
 * @returns such as `7200 s ahead of`; undefined if it is unknown, or not more than a minute
 */
export function describeClockOffset(offsetMs: number | undefined): string | undefined {
  if (offsetMs === undefined || Math.abs(offsetMs) <= maxClockOffsetMs) {
    return undefined;
  }
  return `${Math.round(Math.abs(offsetMs) / 1000)} s ${offsetMs > 0 ? "ahead of" : "behind"}`;
}
