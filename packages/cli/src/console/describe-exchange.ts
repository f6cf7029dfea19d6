import type { ExchangeTrace, Grant } from "@eks-auth/service";
import type { Exchange, ExchangeRefusal, ExchangeSession } from "./api-types.ts";
import { fixOf } from "./refusal-fixes.ts";

/** Describes an exchange for the page. Each value is named here, so that nothing secret can be added by mistake. */
export function describeExchange(trace: ExchangeTrace, number: number): Exchange {
  const { decision, checks, associations } = trace;
  const { pod, association, caller } = decision;
  return {
    number,
    requestId: decision.requestId,
    time: decision.time.toISOString(),
    outcome: decision.outcome,
    cluster: decision.cluster,
    pod: pod && {
      namespace: pod.namespace,
      serviceAccount: pod.serviceAccount,
      name: pod.pod.name,
      uid: pod.pod.uid,
      node: pod.node?.name,
    },
    caller: caller?.name,
    clientAddress: decision.clientAddress,
    refusal: describeRefusal(trace),
    fault: undefined,
    checks: checks.map(({ check, status, message }) => ({ check, status, message })),
    association: association && {
      id: association.id,
      roleArn: association.roleArn,
      targetRoleArn: association.targetRoleArn,
    },
    considered: associations && {
      closest: associations.closest.map(({ namespace, serviceAccount, verdict }) => ({
        namespace,
        serviceAccount,
        verdict,
      })),
      omitted: associations.omitted,
      isComplete: associations.isComplete,
    },
    session: describeSession(trace),
  };
}

function describeRefusal({ decision }: ExchangeTrace): ExchangeRefusal | undefined {
  if (decision.outcome === "granted") {
    return undefined;
  }
  const { error, reason } = decision;
  return { error, code: reason.code, message: reason.message, fix: fixOf(reason) };
}

function describeSession({ decision, session }: ExchangeTrace): ExchangeSession | undefined {
  if (session === undefined) {
    return undefined;
  }
  const issued: Grant["credentials"] | undefined =
    decision.outcome === "granted" ? decision.credentials : undefined;
  return {
    name: session.name,
    assumedRoleArn: issued?.assumedRole.arn,
    expiration: issued?.expiration.toISOString(),
    durationSeconds: session.durationSeconds,
    tags: session.tags && { ...session.tags },
    policy: session.policy,
  };
}
