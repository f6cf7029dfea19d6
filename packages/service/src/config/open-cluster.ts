import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { CaCertificatesError, checkCaCertificates } from "@eks-auth/transport";
import { openAssociationFile, type WatchedAssociations } from "../associations/file/open-association-file.ts";
import { requireWritableFolder } from "../files/durable-file.ts";
import { systemErrorCode, UnusableFileError } from "../files/file-error.ts";
import { checkPermissions } from "../files/file-permissions.ts";
import { FileAccessError, type FilePermissions, readFile } from "../files/read-file.ts";
import { watchFile } from "../files/watch-file.ts";
import { checkKeyFile, createFileKeys } from "../keys/file-keys.ts";
import { createIssuerKeys, type IssuerKeysOptions } from "../keys/issuer-keys.ts";
import type { KeySet } from "../keys/key-set.ts";
import type { CachedKeySource } from "../keys/key-source.ts";
import type { ComparedCluster, SharedKeyCheck } from "../keys/shared-keys.ts";
import type { OnLogEvent } from "../logging/log-event.ts";
import { type RunStep, runUnobserved } from "../observation/run-step.ts";
import type { Cluster } from "../operation/assume-role-for-pod-identity.ts";
import { createTokenReviewer, type TokenReviewer } from "../revocation/token-reviewer.ts";
import type { ClusterConfig } from "./config.ts";
import type { ClusterStatus } from "./service-status.ts";

/** What an open cluster reports to. */
export interface ClusterHooks {
  readonly onLogEvent: OnLogEvent;
  /** Runs the steps of the service's work, to observe them. */
  readonly runStep?: RunStep | undefined;
}

/** A configured cluster and its watched association file. */
export interface OpenCluster {
  readonly config: ClusterConfig;
  readonly cluster: Cluster;
  readonly associations: WatchedAssociations;
  /** The cached keys of its issuer. */
  readonly keys: CachedKeySource;
  readonly status: ClusterStatus;
  /** Reads its association file and its key file now, and logs the result. It never rejects. */
  reloadFiles(): Promise<void>;
  /** Compares its keys with those of other clusters until it is closed. */
  compareKeys(check: SharedKeyCheck): void;
  /** Whether another cluster has one of its keys. */
  hasSharedKeys(): boolean;
  /**
   * Stops watching its files and reading its keys.
   *
   * @param options - `keepAssociations`: whether another cluster uses its association file
   */
  close(options?: { readonly keepAssociations: boolean }): void;
}

/**
 * Opens a configured cluster. Its associations and its key file, if any, must be usable now; an issuer's keys are fetched
 * on first use.
 *
 * @param stateDirectory - keeps the last good keys across a restart; undefined to not keep them
 * @param previous - the cluster before a change of its configuration; its open association file is used again if the change
 * does not concern it, so that a change that is held back stays so
 * @throws UnusableFileError if its associations, its key file or its CA certificates cannot be used
 * @throws ProxyConfigError if the environment names an unusable proxy for the keys' URL
 */
export async function openCluster(
  config: ClusterConfig,
  stateDirectory: string | undefined,
  hooks: ClusterHooks,
  previous?: OpenCluster,
): Promise<OpenCluster> {
  const { name, region, accountId, partition, allowedRoles, allowGroupWrite } = config;
  const rules = { name, region, accountId, partition, allowedRoles };
  const { issuer, maxTokenLifetimeSeconds, strictAudience } = config;
  const { runStep = runUnobserved } = hooks;
  const onLogEvent: OnLogEvent = (event) => hooks.onLogEvent({ ...event, cluster: name });
  const { file } = config.keys ?? {};
  let keySet = file === undefined ? undefined : await checkKeyFile(file, { ...config.keys, allowGroupWrite });
  let compared: ComparedCluster | undefined;
  const keys = await openClusterKeys(
    config,
    stateDirectory,
    onLogEvent,
    (read) => {
      keySet = read;
      compared?.update(read);
    },
    (work) => runStep({ name: "fetch_keys", cluster: name }, work),
  );
  const hasSameFile =
    previous !== undefined && isDeepStrictEqual(fileSettings(previous.config), fileSettings(config));
  const associations = hasSameFile
    ? previous.associations
    : await openAssociationFile(config.associations, rules, {
        allowGroupWrite,
        shrinkGrace: config.shrinkGrace,
        onLogEvent,
        onProblem: ({ message }) => onLogEvent({ level: "error", code: "associations_rejected", message }),
        onReload: (count) => {
          const message = `The associations were reloaded: ${count} from ${config.associations}`;
          onLogEvent({ level: "info", code: "associations_reloaded", message });
        },
      });
  const reviewer = await openReviewer(config, onLogEvent);
  const stopWatchingKeys = file === undefined ? undefined : await watchKeyFile(file, keys);
  return {
    config,
    cluster: { ...rules, issuer, maxTokenLifetimeSeconds, strictAudience, keys, associations, reviewer },
    associations,
    keys,
    get status() {
      return { name, keys: keys.status, associations: associations.size };
    },
    async reloadFiles() {
      await Promise.all([associations.reload(), file !== undefined && keys.refresh()]);
    },
    compareKeys(check) {
      compared ??= check.add(config, keySet);
    },
    hasSharedKeys: () => compared?.isShared() ?? false,
    close({ keepAssociations } = { keepAssociations: false }) {
      if (!keepAssociations) {
        associations.close();
      }
      stopWatchingKeys?.();
      reviewer?.close();
      keys.close();
      compared?.remove();
      // A request that began before can still read the keys.
      compared = undefined;
    },
  };
}

/** Reads a key file now, and after each change, so that its loss is noticed before a request needs it. */
async function watchKeyFile(file: string, keys: CachedKeySource): Promise<() => void> {
  // Started before the reading, so that a change right after it is seen.
  const stopWatching = await watchFile(file, () => void keys.refresh());
  await keys.refresh();
  return stopWatching;
}

/**
 * Creates the reviewer of a cluster's tokens.
 *
 * @returns undefined if the configuration has none
 * @throws UnusableFileError if the file of CA certificates, or that of the token, cannot be read or used
 * @throws ProxyConfigError if the environment names an unusable proxy for the API server
 */
export async function openReviewer(
  { apiServer, revocation, revocationFailurePolicy: failurePolicy, allowGroupWrite }: ClusterConfig,
  onLogEvent: OnLogEvent,
): Promise<TokenReviewer | undefined> {
  if (apiServer === undefined || revocation === undefined) {
    return undefined;
  }
  const { url, caFile, tokenFile } = apiServer;
  const permissions = { allowGroupWrite };
  await readTrusted(tokenFile, "token", permissions);
  const ca = caFile === undefined ? undefined : await readTrusted(caFile, "certificates", permissions);
  if (caFile !== undefined && ca !== undefined) {
    requireCertificates(ca, caFile);
  }
  return createTokenReviewer({ url, ca, tokenFile, failurePolicy, onLogEvent, allowGroupWrite });
}

function requireCertificates(ca: string, path: string): void {
  try {
    checkCaCertificates(ca);
  } catch (error) {
    throw UnusableFileError.ofProblems(path, [{ line: 1, message: (error as Error).message }]);
  }
}

/** What the open association file of a cluster depends on. */
function fileSettings({
  associations,
  shrinkGrace,
  allowGroupWrite,
  name,
  region,
  accountId,
  partition,
  allowedRoles,
}: ClusterConfig) {
  return { associations, shrinkGrace, allowGroupWrite, name, region, accountId, partition, allowedRoles };
}

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
  }: Pick<ClusterConfig, "name" | "issuer" | "keys" | "allowGroupWrite">,
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
    caFile === undefined ? undefined : await readTrusted(caFile, "certificates", { allowGroupWrite });
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

async function readTrusted(
  path: string,
  kind: "certificates" | "token",
  permissions: FilePermissions,
): Promise<string> {
  try {
    return (await readFile(path, kind, permissions)).toString();
  } catch (error) {
    throw UnusableFileError.ofUnreadable(path, error as FileAccessError);
  }
}

/**
 * Checks that the keys of clusters can be kept in a directory, without creating a file.
 *
 * @throws UnusableFileError if it does not exist, is not a directory, is not writable, belongs to another user, or can be
 * written by others
 */
export async function checkStateDirectory(path: string, permissions?: FilePermissions): Promise<void> {
  try {
    checkPermissions(path, await requireWritableFolder(path), "trusted", permissions);
  } catch (cause) {
    const problem =
      cause instanceof FileAccessError
        ? cause.problem
        : `can't be written (${systemErrorCode(cause)}). Check that it exists, is a directory, and is writable by this process.`;
    throw UnusableFileError.ofWhole(path, `${path}: the state directory ${problem}`, cause);
  }
}
