import type { SessionRequest } from "./credential-issuer.ts";
import { chooseExternalId } from "./external-id.ts";
import type { Entitlement } from "./issue-credentials.ts";
import { chooseDurationSeconds } from "./session-duration.ts";
import type { SessionNamer } from "./session-name.ts";
import { createSessionTags } from "./session-tags.ts";

/** Says which session a pod is entitled to. */
export function createSessionRequest(entitlement: Entitlement, nameSession: SessionNamer): SessionRequest {
  const { cluster, token, association } = entitlement;
  const { role, targetRole, disableSessionTags, policy } = association;
  return {
    role,
    target:
      targetRole === undefined ? undefined : { role: targetRole, externalId: chooseExternalId(entitlement) },
    sessionName: nameSession(entitlement),
    tags: disableSessionTags ? undefined : createSessionTags(cluster, token),
    policy,
    durationSeconds: chooseDurationSeconds(association),
  };
}
