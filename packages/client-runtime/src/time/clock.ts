/** The smallest difference between the clocks that is corrected, in milliseconds. AWS accepts five minutes. */
const minSkewMs = 240_000;

/**
 * Finds out by how much the server's clock differs from what a signature assumed.
 *
 * @param headers - of the response, by name in lower case
 * @param assumedMs - how much the server's clock was assumed to be ahead, in milliseconds
 * @returns how much it is ahead, in milliseconds; `undefined` if the difference can't be why the request failed
 */
export function findClockSkew(
  { date = "", age }: Readonly<Record<string, string>>,
  assumedMs: number,
): number | undefined {
  const aheadMs = Date.parse(date) - Date.now();
  // With an age, the response is an old one of a cache.
  return age === undefined && Math.abs(aheadMs - assumedMs) >= minSkewMs ? aheadMs : undefined;
}
