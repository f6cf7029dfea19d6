import { requireAllowedCluster } from "../callers/allowed-cluster.ts";
import type { Caller } from "../callers/caller.ts";
import { CallerError } from "../callers/caller-error.ts";
import type { RequestLimits } from "../limits/request-limits.ts";
import { UnknownClusterError } from "../operation/assume-role-for-pod-identity.ts";
import type { EksApiCluster } from "./eks-api-cluster.ts";

/** What a caller does with the associations of a cluster. */
export type Access = "read" | "write";

/** What {@link requireCluster} uses. */
export interface AccessContext {
  /** Returns the clusters of the configuration in use, each with a different name. */
  readonly getClusters: () => readonly EksApiCluster[];
  /** Returns the limits of requests in use; undefined for no limit. */
  readonly getLimits: () => RequestLimits | undefined;
}

/**
 * Finds the cluster of a request, checks the caller's right and counts the request.
 *
 * @param caller - undefined if callers are not authenticated: then it has every right
 * @throws CallerError `cluster_not_allowed` or `change_not_allowed`, whether or not the cluster exists
 * @throws UnknownClusterError if it doesn't exist
 * @throws RequestLimitError if the caller, or all callers of the cluster together, are over their limit
 */
export function requireCluster(
  { getClusters, getLimits }: AccessContext,
  caller: Caller | undefined,
  clusterName: string,
  access: Access,
): EksApiCluster {
  if (caller !== undefined) {
    requireAllowedCluster(caller, clusterName);
    if (access === "write") {
      requireWritableCluster(caller, clusterName);
    }
  }
  const cluster = getClusters().find(({ name }) => name === clusterName);
  if (cluster === undefined) {
    throw new UnknownClusterError(clusterName);
  }
  if (caller !== undefined) {
    getLimits()?.require(cluster, caller);
  }
  return cluster;
}

/** What the requests for the list of clusters are counted by, instead of a cluster. */
const allClusters = { name: "(list of clusters)" };

/**
 * Counts a request for the list of clusters.
 *
 * @throws RequestLimitError if the caller, or all callers together, are over their limit
 */
export function requireListOfClusters({ getLimits }: AccessContext, caller: Caller | undefined): void {
  if (caller !== undefined) {
    getLimits()?.require(allClusters, caller);
  }
}

function requireWritableCluster({ name, writableClusters = new Set() }: Caller, clusterName: string): void {
  if (writableClusters !== "all" && !writableClusters.has(clusterName)) {
    throw new CallerError(
      "change_not_allowed",
      `The caller ${name} can read the associations of the cluster ${clusterName}, but not change them. If it must, add the cluster to its write in eksApi.callers.`,
    );
  }
}
