import type { Entitlement } from "./issue-credentials.ts";

/**
 * Chooses the external ID for a target role: the association's own; else, where the session has no tags to tell
 * whose it is, `REGION/ACCOUNT/CLUSTER/NAMESPACE/SERVICEACCOUNT`; else none.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-assign-target-role.html
 */
export function chooseExternalId({ cluster, token, association }: Entitlement): string | undefined {
  if (association.externalId !== undefined) {
    return association.externalId;
  }
  if (!association.disableSessionTags) {
    return undefined;
  }
  return [cluster.region, cluster.accountId, cluster.name, token.namespace, token.serviceAccount].join("/");
}
