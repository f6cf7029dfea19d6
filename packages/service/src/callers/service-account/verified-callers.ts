import { hash } from "node:crypto";
import { SingleFlight } from "@eks-auth/server-runtime/single-flight";
import { LRUCache } from "lru-cache";
import type { TrackedKeys } from "../../keys/key-source.ts";
import type { AuthenticatedCaller } from "../caller-method.ts";

/** More than nodes in a cluster. Each has one token, or two while it is renewed. */
const maxCallers = 16_384;

/** A caller whose token was verified. */
export interface VerifiedCaller {
  readonly caller: AuthenticatedCaller;
  /** The keys that verified its token. */
  readonly keys: TrackedKeys;
  /** When the token was verified, in milliseconds since 1970. */
  readonly verifiedAt: number;
  /** When the token expires, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/**
 * Caches verified callers by a digest of the token, as long as the cluster's keys are the same and fresh, and until the
 * token expires. A failure is not cached. Of equal tokens, one is verified at a time.
 */
export class VerifiedCallers {
  readonly #verified = new LRUCache<string, VerifiedCaller>({ max: maxCallers });
  readonly #verifications = new SingleFlight<AuthenticatedCaller>();

  /**
   * Finds the caller of a token.
   *
   * @param cluster - the cluster that the token is for
   * @param now - in milliseconds since 1970
   * @param verify - verifies the token, if its caller is not cached
   * @returns without a promise if it is cached
   */
  resolve(
    cluster: string,
    token: string,
    now: number,
    verify: () => Promise<VerifiedCaller>,
  ): AuthenticatedCaller | Promise<AuthenticatedCaller> {
    const key = `${cluster} ${hash("sha256", token, "base64url")}`;
    const cached = this.#verified.get(key);
    if (cached !== undefined && isValid(cached, now)) {
      return cached.caller;
    }
    return this.#verifications.join(key, async () => {
      const verified = await verify();
      this.#verified.set(key, verified);
      return verified.caller;
    });
  }
}

/** If the clock was set back, the token may not be valid yet. */
function isValid({ keys, verifiedAt, expiresAt }: VerifiedCaller, now: number): boolean {
  return verifiedAt <= now && now < expiresAt && keys.isCurrent();
}
