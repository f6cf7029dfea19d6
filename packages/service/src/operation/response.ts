import type { AssumeRoleForPodIdentityResponse } from "@eks-auth/server";
import type { IssuedCredentials } from "../credentials/credential-issuer.ts";
import type { Entitlement } from "../credentials/issue-credentials.ts";
import { podIdentityAudience } from "../kubernetes/pod-identity-audience.ts";

/** Writes the answer to a caller whose pod has got credentials. */
export function writeResponse(
  { token, association }: Entitlement,
  { assumedRole, accessKeyId, secretAccessKey, sessionToken, expiration }: IssuedCredentials,
): AssumeRoleForPodIdentityResponse {
  return {
    subject: { namespace: token.namespace, serviceAccount: token.serviceAccount },
    audience: podIdentityAudience,
    podIdentityAssociation: { associationArn: association.arn, associationId: association.id },
    assumedRoleUser: { arn: assumedRole.arn, assumeRoleId: assumedRole.id },
    credentials: { accessKeyId, secretAccessKey, sessionToken, expiration },
  };
}
