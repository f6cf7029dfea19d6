import type { Result } from "../attempt/result.ts";
import { verdictOf } from "./verdict.ts";

/** Writes results for programs: JSON. */
export function renderJson(results: readonly Result[]): string {
  const changes = results.map((result) => ({ ...result, verdict: verdictOf(result) }));
  return `${JSON.stringify({ changes }, null, 2)}\n`;
}
