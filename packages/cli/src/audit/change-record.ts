import type { AssociationChange } from "@eks-auth/service";

/** Formats a change of an association, or its refusal, as the fields of its line in the audit. docs/audit.md describes them. */
export function formatChange(change: AssociationChange): Readonly<Record<string, unknown>> {
  const { outcome, operation, requestId, cluster, caller, clientAddress, association } = change;
  return {
    outcome,
    operation,
    ...(change.outcome === "changed" ? { members: change.members } : formatReason(change)),
    requestId,
    cluster,
    caller: caller?.name,
    callerMethods: caller?.methods,
    clientAddress,
    namespace: association.namespace,
    serviceAccount: association.serviceAccount,
    association: association.id,
    role: association.roleArn,
    targetRole: association.targetRoleArn,
  };
}

function formatReason({ error, reason }: Extract<AssociationChange, { outcome: "refused" }>) {
  return { code: reason.code, answer: error, reason: reason.message };
}
