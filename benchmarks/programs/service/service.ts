import type { CredentialIssuer } from "@eks-auth/service";
import { sampleResponse } from "@eks-auth/test-kit/sample-response";
import type { CreateServer } from "../create-server.ts";
import { createStubServer } from "../stub-server.ts";
import { createService } from "./create-service.ts";

const { credentials, assumedRoleUser } = sampleResponse;

/** Issues the same credentials at once: the time that AWS takes is not the service's. */
const readyCredentials: CredentialIssuer = {
  issue: async () => ({
    ...credentials,
    assumedRole: { arn: assumedRoleUser.arn, id: assumedRoleUser.assumeRoleId },
  }),
};

/** The service, with credentials that are ready. */
export const createServer: CreateServer = (_assumeRole, issuer) =>
  createStubServer(createService(issuer, readyCredentials));
