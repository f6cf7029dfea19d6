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

function formatReason({ error, reason }: Exclude<AssociationChange, { outcome: "changed" }>) {
  return { code: reason.code, answer: error, reason: shortenReason(reason.message) };
}

/** More than a message has whose values are valid. */
const maxReasonLength = 1_000;

/**
 * Shortens the reason of a refusal by the EKS API for a line. A body can have 64 kB, and a message can quote a value of it:
 * without a limit, one caller could fill the disk of the audit.
 */
export function shortenReason(message: string): string {
  return message.length > maxReasonLength ? `${message.slice(0, maxReasonLength)}...` : message;
}
