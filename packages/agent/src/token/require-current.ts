import { AgentError } from "../agent-error.ts";
import type { PodToken } from "./pod-token.ts";
import { timeOfToken } from "./time-of-token.ts";

/**
 * Checks that a token's time is now.
 *
 * @param now - in milliseconds since 1970
 * @throws AgentError where it is over, or has not begun
 */
export function requireCurrent(token: PodToken, now: number): void {
  const time = timeOfToken(token, now);
  if (time === "ended") {
    throw new AgentError(
      400,
      "ExpiredTokenException",
      "The token is past its exp claim. Read its file again: the kubelet renews it in good time.",
    );
  }
  if (time === "not begun") {
    throw new AgentError(
      400,
      "InvalidTokenException",
      "The token is not valid yet by its nbf claim. Check the clocks.",
    );
  }
}
