import { hash } from "node:crypto";
import { SingleFlight } from "@eks-auth/server-runtime/single-flight";
import { FairCache } from "../core/fair-cache.ts";
import { type PodToken, parseToken } from "./pod-token.ts";

/**
 * Verifies a token with the cluster's keys, as `verifyToken` of `@eks-auth/service` does.
 *
 * @param token - the compact JWT
 * @returns undefined if the keys are unavailable
 * @throws AgentError if the token is not from this cluster; with the reason `unknown_key` if its key may be new
 */
export type TokenVerifier = (token: string) => Promise<TokenVerdict | undefined>;

/** The result of a successful verification. */
export interface TokenVerdict {
  /** The UID of the pod that the token is bound to. */
  readonly podUid: string;
  /**
   * Whether the verdict still holds. If not, the token is verified again: its key can have been withdrawn. Called for each
   * request, so it must be cheap.
   */
  isCurrent(): boolean;
}

/** A decoded token, and the cache key of its credentials. */
export interface ResolvedToken {
  readonly token: PodToken;
  /**
   * If the signature was verified, the cluster, the service account and the pod's UID, so that a renewed token finds the
   * same credentials. Otherwise a digest of the whole token, which no one can guess for another pod.
   */
  readonly key: string;
}

interface CachedToken extends ResolvedToken {
  /** Whether the result still holds. Without a verifier it always does. */
  readonly isCurrent: () => boolean;
}

/** Resolves a token to its cache key, and caches the result. */
export class TokenCache {
  /** By the last characters of the token. */
  readonly #resolved: FairCache<string, CachedToken>;
  readonly #verify: TokenVerifier | undefined;
  readonly #clusterName: string;
  readonly #verifications = new SingleFlight<ResolvedToken>();

  /**
   * @param size - how many tokens are cached
   * @param clusterName - the cluster of the verifier's keys
   */
  constructor(size: number, verify: TokenVerifier | undefined, clusterName: string) {
    this.#resolved = new FairCache(size);
    this.#verify = verify;
    this.#clusterName = clusterName;
  }

  /**
   * Decodes a token and, if there is a verifier, verifies its signature. The validity period is not checked, because the
   * result is cached, with a verifier until the keys change or must be read again.
   *
   * @param text - the value of the Authorization header
   * @param client - the address that the request comes from
   * @returns without a promise if the token is cached or there is no verifier
   * @throws AgentError if it is not a token of a pod; rejects with one if it is not from this cluster
   */
  resolve(text: string, client: string): ResolvedToken | Promise<ResolvedToken> {
    const cached = this.#resolved.get(lastCharacters(text));
    if (cached?.token.text === text && cached.isCurrent()) {
      return cached;
    }
    const digest = hash("sha256", text, "base64url");
    const token = parseToken(text, digest);
    if (this.#verify === undefined) {
      return this.#cache({ token, key: digest, isCurrent: () => true }, client);
    }
    const verify = this.#verify;
    return this.#verifications.join(digest, async () => {
      const verdict = await verify(text);
      if (verdict === undefined) {
        // Without the keys the token is unverified. That is not cached, because it may be verified next time.
        return { token, key: digest };
      }
      const { namespace, serviceAccount } = token.pod;
      const key = `pod ${this.#clusterName}/${namespace}/${serviceAccount}/${verdict.podUid}`;
      const verified = { ...token, hash: digestSigned(text) };
      return this.#cache({ token: verified, key, isCurrent: () => verdict.isCurrent() }, client);
    });
  }

  #cache(resolved: CachedToken, client: string): CachedToken {
    this.#resolved.set(lastCharacters(resolved.token.text), resolved, client);
    return resolved;
  }
}

/**
 * Returns a digest of what the signature is for: header and claims. A verified token is the same token with its other
 * ECDSA signature, (r, n - s), which anyone can compute.
 */
function digestSigned(text: string): string {
  return hash("sha256", text.slice(0, text.lastIndexOf(".")), "base64url");
}

/**
 * The end of a token's signature, as a key. A digest of the token would take longer than everything else that is done for
 * a cache hit.
 */
function lastCharacters(text: string): string {
  return text.slice(-43);
}
