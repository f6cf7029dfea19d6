import type { JWTVerifyGetKey } from "jose";
import { z } from "zod";
import type { OnKeyProblem } from "../logging/log-event.ts";
import { parseJson } from "../network/parse-json.ts";
import { requireIssuerUrl } from "../network/secure-url.ts";
import { createTrustingFetch, type Fetch, fetchDocument } from "./fetch-document.ts";
import { createRefreshedKeys } from "./key-cache.ts";
import { type KeySet, parseKeySet } from "./key-set.ts";
import { createKeptKeySet } from "./persisted-key-set.ts";

const defaultMaxStaleSeconds = 86_400;

/** How an issuer's keys are read and kept. */
export interface IssuerKeysOptions {
  /**
   * The URL of the issuer's JSON Web Key Set; its discovery document says so where it is left out. With it the issuer
   * may be any text, so that two clusters may share one.
   */
  readonly keySetUrl?: string | undefined;
  /** Certificates, PEM, of the authorities that the issuer's own must be from; the platform's where it is left out. */
  readonly ca?: string | undefined;
  /**
   * The file that keeps the last good keys over a restart, of this cluster alone, in a directory that exists. Whoever
   * may write it may make keys.
   */
  readonly keptIn?: string | undefined;
  /** How old the last good keys may get in an outage, in seconds; 24 h where it is left out. */
  readonly maxStaleSeconds?: number | undefined;
  /** Is told when the keys can't be had or kept, and when they can again. */
  readonly onProblem?: OnKeyProblem | undefined;
  /** The time; the machine's where it is left out. */
  readonly now?: (() => Date) | undefined;
}

/**
 * Makes the source of one issuer's keys. It reads them at the first need, keeps them for 10 min, and reads them again
 * for a key that it doesn't know, once in 30 s at most, whether that fails or not. While they can't be had, the last
 * good ones serve for a day. A caller waits for 900 ms at most, while the reading goes on for 5 s. Make one for each
 * cluster, for two may share an issuer's name.
 *
 * @param issuer - as tokens have it in `iss`
 * @returns finds the key that a token's header names; rejects with `IssuerUnavailableError` where keys can't be
 * had, and with jose's errors where none or several fit
 * @throws TypeError where the keys' URL isn't one whose answers can be trusted, or the certificates can't be read
 */
export function createIssuerKeys(issuer: string, options: IssuerKeysOptions = {}): JWTVerifyGetKey {
  const { ca, keptIn, maxStaleSeconds = defaultMaxStaleSeconds, onProblem, now = () => new Date() } = options;
  const keySetUrl = options.keySetUrl === undefined ? undefined : requireIssuerUrl(options.keySetUrl);
  const { href: url } = keySetUrl ?? discoveryUrl(issuer);
  const fetch = ca === undefined ? globalThis.fetch : createTrustingFetch(ca);

  async function fetchKeySet(signal: AbortSignal): Promise<KeySet> {
    // Discovering anew with each reading keeps both equally fresh, in one time limit.
    const address = keySetUrl ?? (await discoverKeySetUrl(fetch, issuer, signal));
    return parseKeySet(await fetchDocument(fetch, address, signal), address.href);
  }

  return createRefreshedKeys({
    issuer,
    fetchKeySet,
    kept: keptIn === undefined ? undefined : createKeptKeySet(keptIn, { issuer, url }),
    maxStaleMs: maxStaleSeconds * 1000,
    now: () => now().getTime(),
    onProblem,
  });
}

const documentSchema = z.object({ issuer: z.string(), jwks_uri: z.string() });

/**
 * Writes the address of an issuer's discovery document.
 *
 * @param issuer - as tokens have it, with or without a slash at its end
 * @throws TypeError where it isn't a URL whose answers can be trusted
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationRequest
 */
export function discoveryUrl(issuer: string): URL {
  return requireIssuerUrl(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
}

/**
 * Asks an issuer where its keys are.
 *
 * @returns the URL of its JSON Web Key Set
 * @throws Error where the document can't be had, isn't one or is another issuer's; the message is for operators
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#service-account-issuer-discovery
 */
export async function discoverKeySetUrl(fetch: Fetch, issuer: string, signal: AbortSignal): Promise<URL> {
  const url = discoveryUrl(issuer);
  const document = documentSchema.safeParse(parseJson(await fetchDocument(fetch, url, signal)));
  if (!document.success) {
    throw new Error(`${url} is not an OpenID discovery document.`);
  }
  if (document.data.issuer !== issuer) {
    throw new Error(`${url} names another issuer, ${JSON.stringify(document.data.issuer)}.`);
  }
  const keySetUrl = requireIssuerUrl(document.data.jwks_uri);
  if (url.protocol === "https:" && keySetUrl.protocol !== "https:") {
    throw new Error(`${url} has its keys at ${keySetUrl}; an https issuer's keys must be at an https URL.`);
  }
  return keySetUrl;
}
