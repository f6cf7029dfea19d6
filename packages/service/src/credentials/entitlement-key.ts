import { clusterArn } from "../cluster/cluster.ts";
import type { Entitlement } from "./issue-credentials.ts";

/**
 * Makes a text that two entitlements have in common only where their credentials may be the same: the same
 * cluster, the same pod, the same content of the association. The token isn't in it, for a pod may have several.
 */
export function keyEntitlement({ cluster, token, association }: Entitlement): string {
  const { namespace, serviceAccount, pod } = token;
  // The whole association, so that one which was changed never shares with what it was.
  return JSON.stringify([clusterArn(cluster), namespace, serviceAccount, pod.name, pod.uid, association]);
}
