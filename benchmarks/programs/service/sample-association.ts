import { type Association, deriveAssociationId, parseRoleArn } from "@eks-auth/service";
import { cluster } from "../sample-pods.ts";

/**
 * Creates an association with its own role.
 *
 * @param namespace - a name or a glob
 * @param serviceAccount - a name or a glob
 */
export function createAssociation(namespace: string, serviceAccount: string): Association {
  const role = `${namespace}-${serviceAccount}`.replaceAll(/[*?]/g, "x").slice(-64);
  const roleArn = parseRoleArn(`arn:aws:iam::${cluster.accountId}:role/${role}`);
  if (roleArn === undefined) {
    throw new Error(`"${role}" is not a valid role name.`);
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
