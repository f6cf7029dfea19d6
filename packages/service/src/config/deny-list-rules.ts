import type { Config } from "./config.ts";
import type { ConfigProblem } from "./config-problem.ts";

/** Finds a deny list in a cluster that is not configured, or has no API server. */
export function findDenyListProblems({
  denyListConfigMap,
  clusters,
}: Pick<Config, "denyListConfigMap" | "clusters">): ConfigProblem[] {
  if (denyListConfigMap === undefined) {
    return [];
  }
  const cluster = clusters.find(({ name }) => name === denyListConfigMap.cluster);
  const path = ["denyListConfigMap", "cluster"];
  if (cluster === undefined) {
    const message = `denyListConfigMap is in the cluster ${denyListConfigMap.cluster}, which is not one of clusters. Correct the name.`;
    return [{ path, message }];
  }
  if (cluster.apiServer === undefined) {
    const message = `denyListConfigMap is in the cluster ${cluster.name}, which has no apiServer to read it from. Set its apiServer, or use denyListFile.`;
    return [{ path, message }];
  }
  return [];
}
