import type { SingleFlight } from "@eks-auth/server-runtime/single-flight";
import type { Association } from "../associations/association.ts";
import { type ClusterIdentity, clusterArn } from "../names/arn.ts";
import type { VerifiedToken } from "../token/token-claims.ts";
import type { CredentialIssuer, IssuedCredentials } from "./credential-issuer.ts";
import type { SessionNamer } from "./session-name.ts";
import { createSessionRequest } from "./session-request.ts";

/** Who gets credentials, and for what. */
export interface Entitlement {
  /** The pod's cluster. */
  readonly cluster: ClusterIdentity;
  /** The pod's token. */
  readonly token: VerifiedToken;
  /** The association of the pod's service account. */
  readonly association: Association;
}

/** What credentials are issued with. */
export interface Issuance {
  /** Where they come from. */
  readonly issuer: CredentialIssuer;
  /** Names their sessions. */
  readonly nameSession: SessionNamer;
  /** The requests that the issuer is working on. */
  readonly flights: SingleFlight<IssuedCredentials>;
}

/**
 * Has credentials issued for a pod, in a session that tells whose it is. Requests for the same, while the first of
 * them is worked on, share its outcome; no caller's end is another's, for a flight belongs to none of them.
 *
 * @param entitlement - of a token that was verified: what it says alone decides who shares
 * @throws CredentialIssuerError where the issuer gives none; and what else the issuer throws
 */
export function issueCredentials(
  { issuer, nameSession, flights }: Issuance,
  entitlement: Entitlement,
): Promise<IssuedCredentials> {
  return flights.join(keyEntitlement(entitlement), () =>
    issuer.issue(createSessionRequest(entitlement, nameSession)),
  );
}

/**
 * Makes a text that two entitlements have in common only where their credentials may be the same: the same
 * cluster, the same pod, the same content of the association. The token isn't in it, for a pod may have several.
 */
export function keyEntitlement({ cluster, token, association }: Entitlement): string {
  const { namespace, serviceAccount, pod } = token;
  // The whole association, so that one which was changed never shares with what it was.
  return JSON.stringify([clusterArn(cluster), namespace, serviceAccount, pod.name, pod.uid, association]);
}
