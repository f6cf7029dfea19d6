import { openAssociationFile, type WatchedAssociations } from "../associations/file/open-association-file.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { ClusterConfig } from "../config/config.ts";
import { checkKeyFile } from "../token/file-keys.ts";
import type { LogEvent } from "./notice.ts";
import { openClusterKeys } from "./open-cluster-keys.ts";

/** A cluster as it is configured, and the file that it follows. */
export interface OpenCluster {
  readonly config: ClusterConfig;
  readonly cluster: Cluster;
  readonly associations: WatchedAssociations;
}

/**
 * Opens a cluster. Its associations and a file of keys must be usable now; an issuer is asked for keys at the first
 * need.
 *
 * @param stateDirectory - where the last good keys are kept over a restart; nowhere where it is `undefined`
 * @param onLogEvent - told what an operator should know of the cluster
 * @throws UnusableFileError where its associations, its file of keys or its certificates can't be used
 */
export async function openCluster(
  config: ClusterConfig,
  stateDirectory: string | undefined,
  onLogEvent: (notice: LogEvent) => void,
): Promise<OpenCluster> {
  const { name, region, accountId, issuer, maxTokenLifetimeSeconds } = config;
  const identity = { name, region, accountId };
  if (config.keys?.file !== undefined) {
    await checkKeyFile(config.keys.file);
  }
  const keys = await openClusterKeys(config, stateDirectory, ({ state, message }) =>
    onLogEvent({ level: state === "begins" ? "warn" : "info", cluster: name, message }),
  );
  const associations = await openAssociationFile(config.associations, identity, {
    onProblem: ({ message }) => onLogEvent({ level: "error", cluster: name, message }),
  });
  return {
    config,
    cluster: { ...identity, issuer, maxTokenLifetimeSeconds, keys, associations },
    associations,
  };
}
