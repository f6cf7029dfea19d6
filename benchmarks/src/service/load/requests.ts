import type { DevCluster } from "@eks-auth/service/dev-cluster";
import type { LoadRequest } from "../../measure/load.ts";
import { cluster, listPods } from "./pods.ts";

/** Makes the requests of some pods, with tokens that a cluster signs with RS256, 2048 bits. */
export async function makeRequests(issuer: DevCluster, count: number): Promise<LoadRequest[]> {
  const requests: LoadRequest[] = [];
  for (const pod of listPods(count)) {
    requests.push(makeRequest(cluster.name, await issuer.mintToken(pod)));
  }
  return requests;
}

/** Makes the request that trades a token for credentials. */
export function makeRequest(clusterName: string, token: string): LoadRequest {
  return {
    method: "POST",
    path: `/clusters/${clusterName}/assume-role-for-pod-identity`,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token }),
  };
}
