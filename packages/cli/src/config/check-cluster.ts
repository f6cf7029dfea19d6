import { type ClusterConfig, checkKeyFile, loadAssociationFile, openClusterKeys } from "@eks-auth/service";
import { findProblems } from "./find-problems.ts";

/** What the files of a cluster come to. */
export interface CheckedCluster {
  readonly config: ClusterConfig;
  /** How many associations it has; `undefined` where their file can't be used. */
  readonly associations: number | undefined;
  /** What can't be used, a line each. */
  readonly problems: readonly string[];
}

/** Reads the files of a cluster: its associations, its keys and its certificates. Nobody is called. */
export async function checkCluster(config: ClusterConfig): Promise<CheckedCluster> {
  const index = await findProblems(loadAssociationFile(config.associations, config));
  const keys = await findProblems(checkKeys(config));
  return {
    config,
    associations: index.value?.associations.length,
    problems: [...index.problems, ...keys.problems],
  };
}

async function checkKeys(config: ClusterConfig): Promise<void> {
  await openClusterKeys(config, undefined, () => {});
  if (config.keys?.file !== undefined) {
    await checkKeyFile(config.keys.file);
  }
}
