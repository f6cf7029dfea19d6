import { isTrustedUrl } from "@eks-auth/server-runtime/trusted-url";
import { checkCaCertificates, findProxy } from "@eks-auth/transport";
import type { FilePermissions } from "../files/read-file.ts";
import type { OnLogEvent } from "../logging/log-event.ts";
import { parseJson } from "../network/parse-json.ts";
import { object, string } from "../validation/index.ts";
import { type FetchOptions, fetchDocument } from "./fetch-document.ts";
import { createKeyCache } from "./key-cache.ts";
import { type KeySet, parseKeySet } from "./key-set.ts";
import { type CachedKeySource, KeyReadError } from "./key-source.ts";
import { createPersistedKeySet } from "./persisted-key-set.ts";
import type { KeyRules } from "./public-key.ts";

const defaultMaxStaleSeconds = 86_400;

/** Options of {@link createIssuerKeys}. */
export interface IssuerKeysOptions extends KeyRules, FilePermissions {
  /**
   * The URL of the issuer's JSON Web Key Set; by default found through its discovery document. With it the issuer can be
   * any text, and two clusters can have the same.
   */
  readonly keySetUrl?: string | undefined;
  /** The CA certificates, PEM, that the issuer's certificate must be signed by; by default those of the platform. */
  readonly ca?: string | undefined;
  /**
   * The file that keeps the last good keys across a restart, for this cluster only, in an existing directory. Anyone who
   * can write it can create keys, so it is ignored if that is another user.
   */
  readonly cacheFile?: string | undefined;
  /** The maximum age of the last good keys during an outage, in seconds; 24 h by default. */
  readonly maxStaleSeconds?: number | undefined;
  /** Called when the keys become unavailable or cannot be saved, and when that is over. */
  readonly onLogEvent?: OnLogEvent | undefined;
  /** Called with the keys each time that they were fetched, and with those of the cache file. */
  readonly onKeySet?: ((keySet: KeySet) => void) | undefined;
  /** Runs each fetch of the keys, to observe it. */
  readonly runFetch?: (<Result>(work: () => Promise<Result>) => Promise<Result>) | undefined;
  /** The current time; by default that of the system. */
  readonly now?: (() => Date) | undefined;
}

/**
 * Creates the key source of one issuer. Keys are fetched on first use, cached for 10 min, and fetched again for an
 * unknown key ID, at most every 30 s, also if that fails. While they are not available, the last good keys are used for
 * 24 h. A caller waits at most 900 ms; the fetch itself can take 5 s. Create one for each cluster, because two clusters
 * can have the same issuer.
 *
 * @param issuer - as in the tokens' `iss` claim
 * @returns rejects with `IssuerUnavailableError` if the keys are not available
 * @throws TypeError if the keys' URL is not https, or http on loopback
 * @throws CaCertificatesError if the certificates cannot be used
 * @throws ProxyConfigError if the environment names an unusable proxy
 */
export function createIssuerKeys(issuer: string, options: IssuerKeysOptions = {}): CachedKeySource {
  const { ca, cacheFile, onLogEvent, now = () => new Date() } = options;
  const { runFetch = (work) => work(), maxStaleSeconds = defaultMaxStaleSeconds } = options;
  const { allowSmallRsaExponent, allowGroupWrite } = options;
  const rules = { allowSmallRsaExponent, allowGroupWrite };
  const keySetUrl = options.keySetUrl === undefined ? undefined : requireSecureUrl(options.keySetUrl);
  const { href: url } = keySetUrl ?? discoveryUrl(issuer);
  if (ca !== undefined) {
    checkCaCertificates(ca);
  }
  findProxy(url);

  async function fetchKeySet(signal: AbortSignal): Promise<KeySet> {
    // Discovery is repeated with each fetch, so both are equally fresh and share one time limit.
    const address = keySetUrl ?? (await discoverKeySetUrl(issuer, { ca, signal }));
    return parseKeySet(await fetchDocument(address, { ca, signal }), address.href, rules);
  }

  return createKeyCache({
    issuer,
    fetchKeySet: (signal) => runFetch(() => fetchKeySet(signal)),
    persisted: cacheFile === undefined ? undefined : createPersistedKeySet(cacheFile, { issuer, url }, rules),
    maxStaleMs: maxStaleSeconds * 1000,
    now: () => now().getTime(),
    onLogEvent,
    onKeySet: options.onKeySet,
  });
}

const documentSchema = object({ issuer: string(), jwks_uri: string() });

/**
 * @param issuer - with or without a slash at its end
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationRequest
 */
function discoveryUrl(issuer: string): URL {
  return requireSecureUrl(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
}

/**
 * @throws KeyReadError if the discovery document cannot be fetched, is malformed or names another issuer
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#service-account-issuer-discovery
 */
async function discoverKeySetUrl(issuer: string, options: FetchOptions): Promise<URL> {
  const url = discoveryUrl(issuer);
  const document = documentSchema.validate(parseJson(await fetchDocument(url, options))).value;
  if (document === undefined) {
    throw new KeyReadError("invalid", `${url} is not an OpenID discovery document.`);
  }
  if (document.issuer !== issuer) {
    const other = JSON.stringify(document.issuer);
    throw new KeyReadError("invalid", `${url} names another issuer, ${other}.`);
  }
  const keySetUrl = requireSecureUrl(document.jwks_uri);
  if (url.protocol === "https:" && keySetUrl.protocol !== "https:") {
    throw new KeyReadError(
      "invalid",
      `${url} has its keys at ${keySetUrl}; the keys of an https issuer must have an https URL.`,
    );
  }
  return keySetUrl;
}

/**
 * Parses the URL of one of an issuer's documents. Anyone who can change the response can create keys, and with them any
 * pod's token.
 *
 * @throws TypeError if it is not https, or http on loopback, or contains a password
 */
function requireSecureUrl(text: string): URL {
  const url = URL.parse(text);
  if (url !== null && (url.username !== "" || url.password !== "")) {
    // The message has no URL, because it may hold a secret.
    throw new TypeError(`The URL at ${url.host} contains a user or a password. Remove them.`);
  }
  if (url === null || !isTrustedUrl(url)) {
    throw new TypeError(
      `${JSON.stringify(text)} must be an https URL; http is allowed only for loopback addresses.`,
    );
  }
  return url;
}
