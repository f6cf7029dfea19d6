import { join } from "node:path";
import { CaCertificatesError } from "@eks-auth/transport";
import type { ClusterConfig } from "../config/config.ts";
import { UnusableFileError } from "../files/file-error.ts";
import { readUsableFile } from "../files/read-usable-file.ts";
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
  const cacheFile = stateDirectory === undefined ? undefined : join(stateDirectory, `${name}.jwks.json`);
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
