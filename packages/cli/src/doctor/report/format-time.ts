/**
 * Writes a time for a person. What a stranger says of a time may be none.
 *
 * @param time - in milliseconds since 1970
 */
export function formatTime(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? "a time beyond all calendars" : date.toISOString();
}
