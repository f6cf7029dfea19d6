import { AgentError } from "../agent-error.ts";
import type { PodToken } from "./pod-token.ts";
import { tokenValidity } from "./time-of-token.ts";

/**
 * Checks that a token's time is now.
 *
 * @param now - in milliseconds since 1970
 * @throws AgentError where it is over, or has not begun
 */
export function requireCurrent(token: PodToken, now: number): void {
  const time = tokenValidity(token, now);
  if (time === "expired") {
    throw new AgentError(
      400,
      "ExpiredTokenException",
      "The token is past its exp claim. Read its file again: the kubelet renews it in good time.",
    );
  }
  if (time === "not_yet_valid") {
    throw new AgentError(
      400,
      "InvalidTokenException",
      "The token is not valid yet by its nbf claim. Check the clocks.",
    );
  }
}
