import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from "jose";
import { discoverKeySetUrl, discoveryUrl } from "./discovery.ts";
import { fetchDocument } from "./fetch-document.ts";

const maxAgeMs = 600_000;
const refetchAtMostEveryMs = 30_000;
const fetchTimeoutMs = 5_000;
/** An agent gives up after a second; it should have our answer before. */
const patienceMs = 900;

/** The issuer's keys can't be had, so its tokens can neither be accepted nor refused. */
export class IssuerUnavailableError extends Error {
  override readonly name = "IssuerUnavailableError";

  /** @param cause - what went wrong */
  constructor(issuer: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The keys of ${issuer} can't be had: ${reason}`, { cause });
  }
}

/**
 * Makes the source of one issuer's keys. It discovers and reads them at the first need, keeps them for 10 min, and
 * reads them again for a key that it doesn't know, once in 30 s at most. Failures are not kept. A caller waits for
 * 900 ms at most, while the reading goes on for 5 s. Make one for each cluster, for two may share an issuer's name.
 *
 * @param issuer - as tokens have it in `iss`
 * @returns finds the key that a token's header names; rejects with `IssuerUnavailableError` where keys can't be
 * had, and with jose's errors where none or several fit
 * @throws TypeError where the issuer isn't a URL whose answers can be trusted
 */
export function createIssuerKeys(issuer: string): JWTVerifyGetKey {
  const keySet = createRemoteJWKSet(discoveryUrl(issuer), {
    cacheMaxAge: maxAgeMs,
    cooldownDuration: refetchAtMostEveryMs,
    timeoutDuration: fetchTimeoutMs,
    // Discovering anew with each reading keeps both equally fresh, in one time limit.
    [customFetch]: async (_discoveryUrl, { signal }) =>
      new Response(await fetchDocument(await discoverKeySetUrl(issuer, signal), signal)),
  });
  return async function findKey(header, token) {
    try {
      return await waitPatiently(keySet(header, token));
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) {
        throw error;
      }
      throw new IssuerUnavailableError(issuer, error);
    }
  };
}

async function waitPatiently<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`they did not come within ${patienceMs} ms.`)), patienceMs);
  });
  try {
    return await Promise.race([work, patience]);
  } finally {
    clearTimeout(timer);
  }
}
