import type { Result } from "../attempt/result.ts";

/** Sums up a result in a word or two. */
export function verdictOf({ problems, invalid }: Result): string {
  return problems.length > 0 ? "bad" : invalid ? "refused" : "good";
}
