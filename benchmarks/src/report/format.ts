import type { Summary } from "../measure/statistics.ts";

/** Writes the quartiles of some figures, `24.4–25.6`. */
export function formatQuartiles({ lowerQuartile, upperQuartile }: Summary, digits: number): string {
  return `${lowerQuartile.toFixed(digits)}–${upperQuartile.toFixed(digits)}`;
}

/** Writes bytes in megabytes, without the unit. */
export function formatMega(bytes: number, digits: number): string {
  return (bytes / 1e6).toFixed(digits);
}

/** Writes a whole number with its thousands apart, `20,000`. */
export function formatCount(count: number): string {
  return Math.round(count).toLocaleString("en");
}
