import type { PodToken } from "./pod-token.ts";

/** Clocks may differ by so much. */
const leewayMs = 60_000;

/**
 * Tells what a time is to a token.
 *
 * @param now - in milliseconds since 1970
 */
export function timeOfToken(
  { notBefore, expiresAt }: PodToken,
  now: number,
): "current" | "ended" | "not begun" {
  if (now >= expiresAt + leewayMs) {
    return "ended";
  }
  return now < notBefore - leewayMs ? "not begun" : "current";
}
