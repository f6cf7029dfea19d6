import type { PodToken } from "@eks-auth/agent/token";

/** Names the pod that a token says it was made for. */
export function describePod({ pod }: PodToken): string {
  return `the pod ${pod.namespace}/${pod.name} with the service account ${pod.serviceAccount}`;
}
