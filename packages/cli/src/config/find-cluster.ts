import { type ClusterConfig, loadConfig } from "@eks-auth/service";
import { CommandFailure } from "../failure.ts";
import { failOnBadFile } from "./fail-on-bad-file.ts";

/**
 * Finds a cluster in a configuration file.
 *
 * @throws CommandFailure where the file can't be used or has no such cluster
 */
export async function findCluster(configFile: string, clusterName: string): Promise<ClusterConfig> {
  const { clusters } = await failOnBadFile(loadConfig(configFile));
  const cluster = clusters.find(({ name }) => name === clusterName);
  if (cluster === undefined) {
    const names = clusters.map(({ name }) => name).join(", ");
    throw new CommandFailure(
      `${configFile} has no cluster called ${clusterName}. It has ${names === "" ? "none" : names}.`,
    );
  }
  return cluster;
}
