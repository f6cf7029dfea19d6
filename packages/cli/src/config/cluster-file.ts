import type { ClusterIdentity } from "@eks-auth/service";
import { findCluster } from "./find-cluster.ts";

/** A cluster and the file of its associations. */
export interface ClusterFile {
  readonly identity: ClusterIdentity;
  /** The file's absolute path. */
  readonly associationFile: string;
}

/**
 * Finds the file of a cluster's associations, as a configuration file has it.
 *
 * @throws CommandFailure where the file can't be used or has no such cluster
 */
export async function findClusterFile(configFile: string, clusterName: string): Promise<ClusterFile> {
  const { name, region, accountId, associations } = await findCluster(configFile, clusterName);
  return { identity: { name, region, accountId }, associationFile: associations };
}
