import type { Association } from "../associations/association.ts";
import type { ClusterIdentity } from "../cluster/cluster.ts";
import type { VerifiedToken } from "../token/verified-token.ts";
import type { CredentialIssuer, IssuedCredentials } from "./credential-issuer.ts";
import { createSessionName } from "./session-name.ts";
import { createSessionTags } from "./session-tags.ts";

/** Who gets credentials, and for what. */
export interface Entitlement {
  /** The pod's cluster. */
  readonly cluster: ClusterIdentity;
  /** The pod's token. */
  readonly token: VerifiedToken;
  /** The association of the pod's service account. */
  readonly association: Association;
}

/**
 * Has credentials issued for a pod, in a session that tells whose it is.
 *
 * @param durationSeconds - how long they should live
 * @throws what the issuer throws
 */
export function issueCredentials(
  issuer: CredentialIssuer,
  { cluster, token, association }: Entitlement,
  durationSeconds: number,
): Promise<IssuedCredentials> {
  return issuer.issue({
    role: association.role,
    target: undefined,
    policy: undefined,
    sessionName: createSessionName(cluster.name, token.pod.name),
    tags: createSessionTags(cluster, token),
    durationSeconds,
  });
}
