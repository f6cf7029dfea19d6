import { join } from "node:path";
import type { ApiServer } from "@eks-auth/kubernetes";
import { CaCertificatesError } from "@eks-auth/transport";
import type { ClusterConfig } from "../config/config.ts";
import { UnusableFileError } from "../files/file-error.ts";
import { readUsableFile } from "../files/read-usable-file.ts";
import { createApiServerKeys, type DiscoveredIssuer } from "../keys/api-server-keys.ts";
import { createFileKeys } from "../keys/file-keys.ts";
import { createIssuerKeys, type IssuerKeysOptions } from "../keys/issuer-keys.ts";
import type { KeySet } from "../keys/key-set.ts";
import type { CachedKeySource } from "../keys/key-source.ts";
import type { OnLogEvent } from "../logging/log-event.ts";

/**
 * Creates the key source of a configured cluster.
 *
 * @param stateDirectory - keeps the last good keys across a restart; undefined to not keep them
 * @param onKeySet - called with the keys each time that they were read
 * @param runFetch - runs each fetch of the keys, to observe it
 * @throws UnusableFileError if the file of CA certificates cannot be read or used
 * @throws ProxyConfigError if the environment names an unusable proxy for the keys' URL
 */
export async function openClusterKeys(
  {
    name,
    issuer,
    keys = {},
    allowGroupWrite,
  }: Pick<ClusterConfig, "name" | "keys" | "allowGroupWrite"> & { readonly issuer: string },
  stateDirectory: string | undefined,
  onLogEvent: OnLogEvent,
  onKeySet?: (keySet: KeySet) => void,
  runFetch?: IssuerKeysOptions["runFetch"],
): Promise<CachedKeySource> {
  const { file, url, caFile, allowSmallRsaExponent } = keys;
  const rules = { allowSmallRsaExponent, allowGroupWrite };
  if (file !== undefined) {
    return createFileKeys(file, { onLogEvent, onKeySet, ...rules });
  }
  const ca =
    caFile === undefined
      ? undefined
      : (await readUsableFile(caFile, "certificates", { allowGroupWrite })).toString();
  const cacheFile = cacheFileOf(name, stateDirectory);
  try {
    const options = { keySetUrl: url, ca, cacheFile, onLogEvent, onKeySet, runFetch, ...rules };
    return createIssuerKeys(issuer, options);
  } catch (error) {
    if (caFile === undefined || !(error instanceof CaCertificatesError)) {
      throw error;
    }
    throw UnusableFileError.ofProblems(caFile, [{ line: 1, message: error.message }]);
  }
}

/** Options of {@link openClusterIssuer}. */
export interface ClusterIssuerOptions extends Pick<IssuerKeysOptions, "onKeySet" | "runFetch"> {
  /** Keeps the last good keys across a restart; undefined to not keep them. */
  readonly stateDirectory: string | undefined;
  readonly onLogEvent: OnLogEvent;
  /** Opens the API server, which is asked if the configuration has no issuer. */
  readonly openApiServer: () => Promise<ApiServer>;
}

/**
 * Creates the key source of a configured cluster, with its issuer.
 *
 * @throws what {@link openClusterKeys} or `openApiServer` throws
 */
export async function openClusterIssuer(
  config: Pick<ClusterConfig, "name" | "issuer" | "keys" | "allowGroupWrite">,
  { stateDirectory, onLogEvent, onKeySet, runFetch, openApiServer }: ClusterIssuerOptions,
): Promise<DiscoveredIssuer> {
  const { name, issuer, keys: { allowSmallRsaExponent } = {}, allowGroupWrite } = config;
  if (issuer !== undefined) {
    const cluster = { ...config, issuer };
    return {
      issuer,
      keys: await openClusterKeys(cluster, stateDirectory, onLogEvent, onKeySet, runFetch),
    };
  }
  const cacheFile = cacheFileOf(name, stateDirectory);
  const rules = { allowSmallRsaExponent, allowGroupWrite };
  return createApiServerKeys(await openApiServer(), { cacheFile, onLogEvent, onKeySet, runFetch, ...rules });
}

function cacheFileOf(name: string, stateDirectory: string | undefined): string | undefined {
  return stateDirectory === undefined ? undefined : join(stateDirectory, `${name}.jwks.json`);
}
