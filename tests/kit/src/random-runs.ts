/**
 * Returns how many cases a test tries, random or of many equal ones. More cases find rarer faults, but take longer than
 * `npm test` has.
 *
 * @param counts - for `npm test`, and for the longer commands, whose configurations set `LONG_FUZZ`
 */
export function randomRuns({ short, long }: { readonly short: number; readonly long: number }): number {
  return process.env.LONG_FUZZ === undefined ? short : long;
}
