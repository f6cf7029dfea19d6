import { createProblemLog, type OnLogEvent } from "../logging/log-event.ts";
import type { KeySet, UnusableKey } from "./key-set.ts";

const maxListed = 5;

/**
 * Describes the keys of a set that cannot verify tokens, for example `1 of 2 keys can't be used: key 2 (kid "a") has …`.
 *
 * @returns undefined if there are none
 */
export function describeUnusableKeys({ usable, unusable }: KeySet): string | undefined {
  if (unusable.length === 0) {
    return undefined;
  }
  const listed = unusable.slice(0, maxListed).map(describe);
  const others = unusable.length - listed.length;
  const list = others === 0 ? listed.join("; ") : `${listed.join("; ")}; and ${others} more`;
  return `${unusable.length} of ${usable.length + unusable.length} keys can't be used: ${list}.`;
}

function describe({ position, kid, reason }: UnusableKey): string {
  return `key ${position}${describeKeyId(kid)} ${reason}`;
}

/** Formats a key's ID for a message: ` (kid "a")`. It is left out if a terminal could interpret it, or if it is long. */
export function describeKeyId(kid: string | undefined): string {
  return kid !== undefined && /^[\x20-\x7e]{1,64}$/.test(kid) ? ` (kid ${JSON.stringify(kid)})` : "";
}

/**
 * Creates the log of the keys that cannot verify tokens. It logs when there are some, and when there are none any more.
 *
 * @param source - the issuer, or the file of its keys
 */
export function createUnusableKeyLog(
  source: string,
  onLogEvent: OnLogEvent | undefined,
): (keySet: KeySet) => void {
  const problem = createProblemLog(onLogEvent, { raised: "keys_unusable", resolved: "keys_usable" });
  return (keySet) => {
    const description = describeUnusableKeys(keySet);
    if (description === undefined) {
      problem.resolve(`All keys of ${source} can be used.`);
    } else {
      problem.raise(`${source}: ${description} Tokens that they sign are refused.`);
    }
  };
}
