import type { Caller } from "../callers/caller.ts";
import { CallerError } from "../callers/caller-error.ts";
import { DeniedError } from "./denied-error.ts";
import type { DenyList } from "./deny-list.ts";

/**
 * Checks the token of a caller against the deny list. Callers without a token are not on it.
 *
 * @throws CallerError if the token is on the list
 */
export function requireAllowedCaller(
  denyList: DenyList | undefined,
  cluster: string,
  { token }: Pick<Caller, "token">,
): void {
  if (token === undefined) {
    return;
  }
  try {
    denyList?.require(cluster, token);
  } catch (error) {
    throw error instanceof DeniedError
      ? new CallerError("caller_denied", `The caller was denied. ${error.message}`, { cause: error })
      : error;
  }
}
