import { type Association, deriveAssociationId, parseRoleArn } from "@eks-auth/service";
import { cluster } from "./pods.ts";

/**
 * Makes an association with a role of its own, whose parts are made as those from a file are.
 *
 * @param namespace - a name or a glob
 * @param serviceAccount - a name or a glob
 */
export function makeAssociation(namespace: string, serviceAccount: string): Association {
  const role = `${namespace}-${serviceAccount}`.replaceAll(/[*?]/g, "x").slice(-64);
  const roleArn = parseRoleArn(`arn:aws:iam::${cluster.accountId}:role/${role}`);
  if (roleArn === undefined) {
    throw new Error(`${role} is no role's name.`);
  }
  return {
    namespace,
    serviceAccount,
    role: roleArn,
    targetRole: undefined,
    externalId: undefined,
    disableSessionTags: false,
    policy: undefined,
    durationSeconds: undefined,
    ...deriveAssociationId(cluster, namespace, serviceAccount),
  };
}
