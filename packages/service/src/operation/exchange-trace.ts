import type { AssumeRoleForPodIdentityRequest } from "@eks-auth/server";
import type { Association } from "../associations/association.ts";
import { AssociationRuleError } from "../associations/association-rules.ts";
import { type ConsideredAssociations, considerAssociations } from "../associations/consider-associations.ts";
import type { SessionRequest } from "../credentials/credential-issuer.ts";
import { createSessionRequest } from "../credentials/session-request.ts";
import { explainVerification, type InspectedCheck } from "../token/inspect-token.ts";
import type { VerifiedToken } from "../token/token-claims.ts";
import type { Cluster } from "./assume-role-for-pod-identity.ts";
import type { Decision } from "./decision.ts";

/** How the service decided on one request. It holds neither the token nor a secret of the credentials. */
export interface ExchangeTrace {
  readonly decision: Decision;
  /**
   * All checks of the token, in order; none if the request was refused before. If a token was refused, its claims are what
   * its sender wrote.
   */
  readonly checks: readonly InspectedCheck[];
  /**
   * The associations, compared with the pod; undefined if the request was refused before the association was looked for, or
   * they can't be listed.
   */
  readonly associations: ConsideredAssociations | undefined;
  /** The session that the association asks for; undefined if there is none, or it breaks a rule. */
  readonly session: TracedSession | undefined;
}

/** A session of a trace. */
export interface TracedSession extends Pick<SessionRequest, "tags" | "policy" | "durationSeconds"> {
  /** The session's name; undefined if no credentials were issued. */
  readonly name: string | undefined;
}

/**
 * Receives each exchange, to explain it to an operator. It is called with a function that creates the trace, so that one
 * that is not wanted costs nothing; that must be called at once. With many associations it takes 2 ms, at most about
 * 5 ms. The response waits for it. If it throws, that is a warning of the process, and the response is sent.
 */
export type OnExchange = (createTrace: () => ExchangeTrace) => void;

/** What {@link createTrace} explains. */
export interface TracedExchange {
  readonly decision: Decision;
  readonly input: AssumeRoleForPodIdentityRequest;
  /** The error of the step that failed; undefined if none did. */
  readonly failure: unknown;
  /** The pod, if its token was verified. */
  readonly pod: VerifiedToken | undefined;
  /** Whether no step before the look-up of the association refused the request. */
  readonly isLookUpReached: boolean;
  readonly association: Association | undefined;
  /** The cluster, if there is one with the requested name. */
  readonly cluster: Cluster | undefined;
}

/** Explains how the service decided on a request. No check is made again that needs the token's signature. */
export function createTrace({
  decision,
  input,
  failure,
  pod,
  isLookUpReached,
  association,
  cluster,
}: TracedExchange): ExchangeTrace {
  if (cluster === undefined) {
    return { decision, checks: [], associations: undefined, session: undefined };
  }
  const checks = explainVerification(input.token, cluster, decision.time, {
    isVerified: pod !== undefined,
    failure,
  });
  return {
    decision,
    checks,
    associations:
      pod && isLookUpReached ? considerAssociations(cluster.associations, pod, association) : undefined,
    session: pod && association && describeSession(cluster, pod, association, decision),
  };
}

function describeSession(
  cluster: Cluster,
  token: VerifiedToken,
  association: Association,
  decision: Decision,
): TracedSession | undefined {
  // A session name has no slash.
  const name =
    decision.outcome === "granted" ? decision.credentials.assumedRole.arn.split("/").at(-1) : undefined;
  try {
    const request = createSessionRequest({ cluster, token, association }, name ?? "");
    return { name, tags: request.tags, policy: request.policy, durationSeconds: request.durationSeconds };
  } catch (error) {
    if (error instanceof AssociationRuleError) {
      return undefined;
    }
    throw error;
  }
}
