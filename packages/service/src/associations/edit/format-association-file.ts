import type { Association } from "../association.ts";
import { formatPolicy } from "../file/session-policy.ts";
import { formatYaml } from "./format-yaml.ts";

/**
 * Formats associations as the text of an association file. Policies become maps.
 *
 * @param associations - no two with the same namespace and service account
 */
export function formatAssociationFile(associations: readonly Association[]): string {
  return formatYaml({ associations: associations.map(toEntry) });
}

function toEntry(association: Association): Readonly<Record<string, unknown>> {
  const { namespace, serviceAccount, role, targetRole, externalId, policy, durationSeconds } = association;
  return {
    namespace,
    serviceAccount,
    roleArn: role.arn,
    ...(targetRole !== undefined && { targetRoleArn: targetRole.arn }),
    ...(externalId !== undefined && { externalId }),
    ...(association.disableSessionTags && { disableSessionTags: true }),
    ...(policy !== undefined && { policy: formatPolicy(policy) }),
    ...(durationSeconds !== undefined && { durationSeconds }),
  };
}
