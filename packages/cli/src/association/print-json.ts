import type { Association } from "@eks-auth/service";

/**
 * Writes an association as `aws eks describe-pod-identity-association` does, with what AWS doesn't have,
 * `durationSeconds`.
 */
export function toDescription(association: Association): Record<string, unknown> {
  const { namespace, serviceAccount, role, targetRole, externalId, disableSessionTags } = association;
  return {
    namespace,
    serviceAccount,
    roleArn: role.arn,
    targetRoleArn: targetRole?.arn,
    externalId,
    disableSessionTags,
    policy: association.policy,
    durationSeconds: association.durationSeconds,
    associationArn: association.arn,
    associationId: association.id,
  };
}

/** Prints JSON for machines. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
