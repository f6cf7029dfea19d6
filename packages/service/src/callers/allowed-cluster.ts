import type { Caller } from "./caller.ts";
import { CallerError } from "./caller-error.ts";

/**
 * Checks that a caller can call for a cluster. The cluster need not exist.
 *
 * @throws CallerError `cluster_not_allowed`
 */
export function requireAllowedCluster({ name, clusters }: Caller, clusterName: string): void {
  if (clusters !== "all" && !clusters.has(clusterName)) {
    const allowed = [...clusters].join(", ") || "none";
    throw new CallerError(
      "cluster_not_allowed",
      `The caller ${name} is not allowed for the cluster ${clusterName}, only for: ${allowed}. ` +
        "Correct the cluster's name in the request, or the caller's clusters.",
    );
  }
}
