import { type ApiServer, KubernetesApiError, type KubernetesErrorCode } from "@eks-auth/kubernetes";
import type { FilePermissions } from "../files/read-file.ts";
import type { OnLogEvent } from "../logging/log-event.ts";
import { parseJson } from "../network/parse-json.ts";
import { object, string } from "../validation/index.ts";
import { createKeyCache } from "./key-cache.ts";
import { type KeySet, parseKeySet } from "./key-set.ts";
import { type CachedKeySource, IssuerUnavailableError, KeyReadError } from "./key-source.ts";
import { createPersistedKeySet } from "./persisted-key-set.ts";
import type { KeyRules } from "./public-key.ts";

const maxStaleMs = 86_400_000;
const maxBytes = 262_144;
const discoveryPath = ".well-known/openid-configuration";
/** All API servers have their keys there. The discovery document can name a public address, for others. */
const keySetPath = "openid/v1/jwks";

/** Options of {@link createApiServerKeys}. */
export interface ApiServerKeysOptions extends KeyRules, FilePermissions {
  /** The file that keeps the issuer and its last good keys across a restart, for this cluster only. */
  readonly cacheFile?: string | undefined;
  readonly onLogEvent?: OnLogEvent | undefined;
  /** Called with the keys each time that they were read, and with those of the cache file. */
  readonly onKeySet?: ((keySet: KeySet) => void) | undefined;
  /** Runs each reading of the keys, to observe it. */
  readonly runFetch?: (<Result>(work: () => Promise<Result>) => Promise<Result>) | undefined;
}

/** The issuer of a cluster's tokens, and its keys. */
export interface DiscoveredIssuer {
  /**
   * The issuer. A key can be found only when it is known.
   *
   * @throws IssuerUnavailableError if it was not read yet
   */
  readonly issuer: string;
  readonly keys: CachedKeySource;
}

/**
 * Finds the issuer of a cluster's tokens and its keys through the API server. They are read on first use, and cached like
 * those of `createIssuerKeys`: fresh for 10 min, and used for 24 h while the API server is away.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#service-account-issuer-discovery
 */
export function createApiServerKeys(
  apiServer: Pick<ApiServer, "url" | "request">,
  options: ApiServerKeysOptions = {},
): DiscoveredIssuer {
  const { url } = apiServer;
  const { cacheFile, onLogEvent, onKeySet, runFetch = (work) => work(), ...rules } = options;
  let issuer: string | undefined;

  async function fetchKeySet(signal: AbortSignal): Promise<KeySet> {
    const discovered = readIssuer(await fetchDocument(apiServer, discoveryPath, signal), url);
    const content = await fetchDocument(apiServer, keySetPath, signal);
    return parseKeySet(content, `${url}${keySetPath}`, rules, discovered);
  }

  const keys = createKeyCache({
    issuer: url,
    fetchKeySet: (signal) => runFetch(() => fetchKeySet(signal)),
    persisted:
      cacheFile === undefined
        ? undefined
        : createPersistedKeySet(cacheFile, { issuer: undefined, url: `${url}${keySetPath}` }, rules),
    maxStaleMs,
    now: Date.now,
    onLogEvent,
    onKeySet(keySet) {
      issuer = keySet.issuer;
      onKeySet?.(keySet);
    },
  });
  return {
    keys,
    get issuer() {
      if (issuer === undefined) {
        throw new IssuerUnavailableError(url, new Error("the issuer was not read yet."), "timeout");
      }
      return issuer;
    },
  };
}

const documentSchema = object({ issuer: string(undefined, { min: 1 }) });

function readIssuer(content: Uint8Array, url: string): string {
  const document = documentSchema.validate(parseJson(content)).value;
  if (document === undefined) {
    throw new KeyReadError("invalid", `${url}${discoveryPath} is not an OpenID discovery document.`);
  }
  return document.issuer;
}

const hints: Partial<Record<KubernetesErrorCode, string>> = {
  forbidden:
    " Bind the cluster role system:service-account-issuer-discovery to the service account of apiServer.tokenFile.",
  not_found:
    " The API server does not publish its issuer, because that is not an https URL. Set issuer and keys.",
};

/** An API server that fails for a while, apart from those that give a wrong answer. */
const passing: readonly KubernetesErrorCode[] = [
  "too_many_requests",
  "unavailable",
  "timeout",
  "unreachable",
  "token_unusable",
];

async function fetchDocument(
  apiServer: Pick<ApiServer, "request">,
  path: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  // The key set has only the second type, and is refused with 406 to a request that does not accept it.
  const accept = "application/json, application/jwk-set+json";
  try {
    return (await apiServer.request({ path, accept, maxBytes, signal })).body;
  } catch (error) {
    if (error instanceof KubernetesApiError) {
      const reason = passing.includes(error.code) ? "unreachable" : "invalid";
      throw new KeyReadError(reason, `${error.message}${hints[error.code] ?? ""}`, { cause: error });
    }
    throw new KeyReadError("unreachable", (error as Error).message, { cause: error });
  }
}
