/**
 * Reads how long the service asks to wait: `retry-after` in seconds or as a date, `x-amz-retry-after` in milliseconds.
 *
 * @param headers - of the response, by name in lower case
 * @param now - in milliseconds since 1970
 * @returns milliseconds; undefined if neither header is there, or neither can be read
 */
export function readRetryAfter(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const { "retry-after": after, "x-amz-retry-after": milliseconds } = headers;
  const candidates = [
    Number(after || Number.NaN) * 1_000,
    Date.parse(after ?? "") - now,
    Number(milliseconds || Number.NaN),
  ];
  return candidates.find((candidate) => candidate >= 0);
}
