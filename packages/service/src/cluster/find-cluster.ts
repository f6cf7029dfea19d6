/** No cluster with this name is served here. */
export class UnknownClusterError extends Error {
  override readonly name = "UnknownClusterError";

  /** @param clusterName - the name that the caller sent, already checked against the model */
  constructor(clusterName: string) {
    super(`No cluster is called ${clusterName}.`);
  }
}

/**
 * Finds the cluster that a caller names.
 *
 * @throws UnknownClusterError where no cluster has this name
 */
export function findCluster<Cluster>(clusters: ReadonlyMap<string, Cluster>, clusterName: string): Cluster {
  const cluster = clusters.get(clusterName);
  if (cluster === undefined) {
    throw new UnknownClusterError(clusterName);
  }
  return cluster;
}
