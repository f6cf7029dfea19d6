import type { CredentialIssuer } from "@eks-auth/service";
import { sampleResponse } from "@eks-auth/test-kit/sample-response";

const { credentials, assumedRoleUser } = sampleResponse;

/** Issues the same credentials at once: the time that AWS takes is not the service's. */
export const readyCredentials: CredentialIssuer = {
  issue: async () => ({
    ...credentials,
    assumedRole: { arn: assumedRoleUser.arn, id: assumedRoleUser.assumeRoleId },
  }),
};
