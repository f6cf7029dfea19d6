import { hash } from "node:crypto";
import { SingleFlight } from "@eks-auth/server-runtime/single-flight";
import { LRUCache } from "lru-cache";
import { type PodToken, parseToken } from "./pod-token.ts";

/** A token that may be asked about, and whose credentials it gets. */
export interface AdmittedToken {
  readonly token: PodToken;
  /**
   * What its credentials are kept by: the pod where the cluster's signature was verified here, so that a renewed token
   * finds them; else the digest of the whole token, which nobody can guess for another's.
   */
  readonly key: string;
}

/** Reads tokens, verifies them where it can, and remembers what it found out of each. */
export class TokenDesk {
  /** By the end of the token. */
  readonly #admitted: LRUCache<string, AdmittedToken>;
  readonly #verify: TokenVerifier | undefined;
  readonly #verifications = new SingleFlight<AdmittedToken>();

  /** @param size - how many tokens it remembers */
  constructor(size: number, verify: TokenVerifier | undefined) {
    this.#admitted = new LRUCache({ max: size });
    this.#verify = verify;
  }

  /**
   * Admits a token. Times are not checked here: they pass.
   *
   * @param text - what stands in the Authorization header
   * @returns at once for a token that is known or needs no verification
   * @throws AgentError where it isn't a token, or rejects with that where it isn't the cluster's
   */
  admit(text: string): AdmittedToken | Promise<AdmittedToken> {
    const known = this.#admitted.get(endOf(text));
    if (known?.token.text === text) {
      return known;
    }
    const digest = hash("sha256", text, "base64url");
    const token = parseToken(text, digest);
    if (this.#verify === undefined) {
      return this.#remember({ token, key: digest });
    }
    const verify = this.#verify;
    return this.#verifications.join(digest, async () => {
      const uid = await verify(text);
      // Without the keys nothing is proved, and nothing is remembered that a proof might change.
      return uid === undefined ? { token, key: digest } : this.#remember({ token, key: `pod ${uid}` });
    });
  }

  #remember(admitted: AdmittedToken): AdmittedToken {
    this.#admitted.set(endOf(admitted.token.text), admitted);
    return admitted;
  }
}

/**
 * Cuts off the end of a token, of its signature, by which the whole is found: a digest would take longer than all else that
 * is done for a pod whose credentials are kept.
 */
function endOf(text: string): string {
  return text.slice(-43);
}

/**
 * Verifies a token with the cluster's own keys, as `verifyToken` of `@eks-auth/service` does.
 *
 * @param token - the compact JWT
 * @returns the UID of the pod that the token is bound to, or `undefined` where the keys can't be had now
 * @throws AgentError where the token isn't one of the cluster's
 */
export type TokenVerifier = (token: string) => Promise<string | undefined>;
