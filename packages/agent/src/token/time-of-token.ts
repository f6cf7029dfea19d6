import type { PodToken } from "./pod-token.ts";

/** Clocks may differ by so much. */
const leewayMs = 60_000;

/**
 * Tells what a time is to a token.
 *
 * @param now - in milliseconds since 1970
 */
export function tokenValidity(
  { notBefore, expiresAt }: PodToken,
  now: number,
): "valid" | "expired" | "not_yet_valid" {
  if (now >= expiresAt + leewayMs) {
    return "expired";
  }
  return now < notBefore - leewayMs ? "not_yet_valid" : "valid";
}
