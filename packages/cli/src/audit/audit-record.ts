import type { Decision } from "@eks-auth/service";

/** Formats a decision as the fields of its line in the audit. docs/audit.md describes them. */
export function formatDecision(decision: Decision): Readonly<Record<string, unknown>> {
  const { outcome, requestId, cluster, caller, clientAddress, pod, association } = decision;
  return {
    outcome,
    ...(decision.outcome === "refused" && formatReason(decision)),
    requestId,
    cluster,
    caller: caller?.name,
    callerMethods: caller?.methods,
    callerNode: caller?.node?.name,
    clientAddress,
    namespace: pod?.namespace,
    serviceAccount: pod?.serviceAccount,
    pod: pod?.pod.name,
    podUid: pod?.pod.uid,
    podNode: pod?.node?.name,
    tokenId: pod?.tokenId,
    keyId: pod?.keyId,
    association: association?.id,
    role: association?.roleArn,
    targetRole: association?.targetRoleArn,
    ...(decision.outcome === "granted" && formatCredentials(decision.credentials)),
  };
}

function formatReason({ error, reason }: Extract<Decision, { outcome: "refused" }>) {
  const { code, message } = reason;
  return { code, check: "check" in reason ? reason.check : undefined, answer: error, reason: message };
}

function formatCredentials({
  assumedRole,
  accessKeyId,
  expiration,
  stsRequestId,
}: Extract<Decision, { outcome: "granted" }>["credentials"]) {
  const session = assumedRole.arn.slice(assumedRole.arn.lastIndexOf("/") + 1);
  return { session, accessKeyId, expiration, stsRequestId };
}
