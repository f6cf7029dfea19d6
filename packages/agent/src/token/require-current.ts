import { AgentError } from "../agent-error.ts";
import type { PodToken } from "./pod-token.ts";

/** Clocks may differ by so much. */
const leewayMs = 60_000;

/**
 * Checks that a token's time is now.
 *
 * @param now - in milliseconds since 1970
 * @throws AgentError where it is over, or has not begun
 */
export function requireCurrent({ notBefore, expiresAt }: PodToken, now: number): void {
  if (now >= expiresAt + leewayMs) {
    throw new AgentError(
      400,
      "ExpiredTokenException",
      "The token is past its exp claim. Read its file again: the kubelet renews it in good time.",
    );
  }
  if (now < notBefore - leewayMs) {
    throw new AgentError(
      400,
      "InvalidTokenException",
      "The token is not valid yet by its nbf claim. Check the clocks.",
    );
  }
}
