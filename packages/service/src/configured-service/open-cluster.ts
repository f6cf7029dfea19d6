import type { ApiServer } from "@eks-auth/kubernetes";
import type { ClusterConfig } from "../config/config.ts";
import type { EksApiCluster } from "../eks-api/eks-api-cluster.ts";
import { watchFile } from "../files/watch-file.ts";
import { checkKeyFile } from "../keys/file-keys.ts";
import type { CachedKeySource } from "../keys/key-source.ts";
import type { ComparedCluster, SharedKeyCheck } from "../keys/shared-keys.ts";
import type { OnLogEvent } from "../logging/log-event.ts";
import { type RunStep, runUnobserved } from "../observation/run-step.ts";
import type { Cluster } from "../operation/assume-role-for-pod-identity.ts";
import { type OpenAssociations, openAssociations } from "./open-associations.ts";
import { openClusterApiServer } from "./open-cluster-api-server.ts";
import { openClusterIssuer } from "./open-cluster-keys.ts";
import { openReviewer } from "./open-reviewer.ts";
import type { ClusterStatus } from "./service-status.ts";

/** What an open cluster reports to. */
export interface ClusterHooks {
  readonly onLogEvent: OnLogEvent;
  /** Runs the steps of the service's work, to observe them. */
  readonly runStep?: RunStep | undefined;
}

/** A configured cluster and its associations. */
export interface OpenCluster {
  readonly config: ClusterConfig;
  readonly cluster: Cluster;
  readonly associations: OpenAssociations;
  /** The cluster as the EKS API manages it. */
  readonly eksApi: EksApiCluster;
  /** The cached keys of its issuer. */
  readonly keys: CachedKeySource;
  readonly status: ClusterStatus;
  /** Reads its association file and its key file now, and logs the result. It never rejects. */
  reloadFiles(): Promise<void>;
  /** Makes its rules effective that are shared with the cluster before a change. Its configuration is in force now. */
  activate(): void;
  /** Compares its keys with those of other clusters until it is closed. */
  compareKeys(check: SharedKeyCheck): void;
  /** Whether another cluster has one of its keys. */
  hasSharedKeys(): boolean;
  /**
   * Stops watching its files and reading its keys.
   *
   * @param options - `keepAssociations`: whether another cluster uses its associations
   */
  close(options?: { readonly keepAssociations: boolean }): void;
}

/**
 * Opens a configured cluster. Its associations and its key file, if any, must be usable now; an issuer's keys are fetched
 * on first use.
 *
 * @param stateDirectory - keeps the last good keys across a restart; undefined to not keep them
 * @param options - `previous`: the cluster before a change of its configuration; its associations are used again if the
 * change does not concern them. `isStart`: whether the process starts, and so
 * answers no requests yet
 * @throws UnusableFileError if its associations, its key file or its CA certificates cannot be used
 * @throws ProxyConfigError if the environment names an unusable proxy for the keys' URL
 */
export async function openCluster(
  config: ClusterConfig,
  stateDirectory: string | undefined,
  hooks: ClusterHooks,
  { previous, isStart }: { readonly previous?: OpenCluster | undefined; readonly isStart?: boolean } = {},
): Promise<OpenCluster> {
  const { name, region, accountId, partition, allowedRoles, allowGroupWrite } = config;
  const rules = { name, region, accountId, partition, allowedRoles };
  const { maxTokenLifetimeSeconds, strictAudience } = config;
  const { runStep = runUnobserved } = hooks;
  const onLogEvent: OnLogEvent = (event) => hooks.onLogEvent({ ...event, cluster: name });
  const { file } = config.keys ?? {};
  let keySet = file === undefined ? undefined : await checkKeyFile(file, { ...config.keys, allowGroupWrite });
  let compared: ComparedCluster | undefined;
  let apiServer: ApiServer | undefined;
  const found = await openClusterIssuer(config, {
    stateDirectory,
    onLogEvent,
    onKeySet(read) {
      keySet = read;
      compared?.update(read);
    },
    runFetch: (work) => runStep({ name: "fetch_keys", cluster: name }, work),
    openApiServer: async () => {
      apiServer = await openClusterApiServer(config);
      return apiServer;
    },
  });
  const { keys } = found;
  // Before the associations, so that no file is watched if it fails.
  const reviewer = await openReviewer(config, onLogEvent);
  const closeConnections = (): void => {
    reviewer?.close();
    keys.close();
    apiServer?.close();
  };
  const associations = await openAssociations(config, { previous, isStart, onLogEvent }).catch(
    (error: unknown): never => {
      closeConnections();
      throw error;
    },
  );
  const stopWatchingKeys = file === undefined ? undefined : await watchKeyFile(file, keys);
  return {
    config,
    cluster: {
      ...rules,
      // It can be known later, together with the keys.
      get issuer() {
        return found.issuer;
      },
      maxTokenLifetimeSeconds,
      strictAudience,
      keys,
      associations,
      reviewer,
    },
    associations,
    eksApi: {
      name,
      region,
      accountId,
      partition,
      get issuer() {
        return found.issuer;
      },
      endpoint: config.apiServer?.url,
      editor: associations.editor,
    },
    keys,
    get status() {
      const { size, resourcesStatus } = associations;
      return { name, keys: keys.status, associations: size, associationResources: resourcesStatus };
    },
    activate: () => associations.use?.(config),
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
      closeConnections();
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
