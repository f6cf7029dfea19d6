import { openClusterKeys, type TokenIssuer } from "@eks-auth/service";
import { failOnBadFile } from "./fail-on-bad-file.ts";
import { findCluster } from "./find-cluster.ts";

/**
 * Opens what a cluster's tokens are verified with, as a configuration file has it. Its keys are read at the first
 * need.
 *
 * @throws CommandFailure where the file can't be used or has no such cluster
 */
export async function openCluster(configFile: string, clusterName: string): Promise<TokenIssuer> {
  const cluster = await findCluster(configFile, clusterName);
  const { issuer, maxTokenLifetimeSeconds } = cluster;
  // What goes wrong with the keys is an outcome of the inspection itself.
  const keys = await failOnBadFile(openClusterKeys(cluster, undefined, () => {}));
  return { issuer, maxTokenLifetimeSeconds, keys };
}
