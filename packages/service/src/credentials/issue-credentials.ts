import type { SingleFlight } from "@eks-auth/server-runtime/single-flight";
import { clusterArn } from "../names/arn.ts";
import type { CredentialIssuer, IssuedCredentials } from "./credential-issuer.ts";
import type { SessionNamer } from "./session-name.ts";
import { createSessionRequest, type Entitlement } from "./session-request.ts";

/** What {@link issueCredentials} uses. */
export interface IssuanceContext {
  readonly issuer: CredentialIssuer;
  /** Names the sessions. */
  readonly nameSession: SessionNamer;
  /** The running calls of the issuer. */
  readonly flights: SingleFlight<IssuedCredentials>;
}

/**
 * Issues credentials for a pod, once for equal requests: while the first is running, the others get its result. Aborting
 * one caller does not abort the others.
 *
 * @param entitlement - from a verified token
 * @throws AssociationRuleError if the association breaks a rule of the cluster
 * @throws CredentialIssuerError if the issuer issues none; also any other error of the issuer
 */
export function issueCredentials(
  { issuer, nameSession, flights }: IssuanceContext,
  entitlement: Entitlement,
): Promise<IssuedCredentials> {
  return flights.join(createFlightKey(entitlement), () =>
    issuer.issue(createSessionRequest(entitlement, nameSession(entitlement))),
  );
}

/**
 * Creates a key that is equal only for entitlements to the same credentials: the same cluster, pod and content of the
 * association. The token is not part of it, because a pod can have several.
 */
function createFlightKey({ cluster, token, association }: Entitlement): string {
  const { namespace, serviceAccount, pod } = token;
  // The whole association, so that requests before and after a change of it are never joined.
  return JSON.stringify([clusterArn(cluster), namespace, serviceAccount, pod.name, pod.uid, association]);
}
