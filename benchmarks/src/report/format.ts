import type { Summary } from "../measure/statistics.ts";

/** Formats the quartiles: `24.4–25.6`. */
export function formatQuartiles({ lowerQuartile, upperQuartile }: Summary, digits: number): string {
  return `${lowerQuartile.toFixed(digits)}–${upperQuartile.toFixed(digits)}`;
}

/** Formats bytes as megabytes, without the unit. */
export function formatMega(bytes: number, digits: number): string {
  return (bytes / 1e6).toFixed(digits);
}

/** Rounds a number and groups its thousands: `20,000`. */
export function formatCount(count: number): string {
  return Math.round(count).toLocaleString("en");
}
