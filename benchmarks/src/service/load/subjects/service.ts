import type { CredentialIssuer } from "@eks-auth/service";
import { goodOutput } from "../../../sample/output.ts";
import { createService } from "../create-service.ts";
import { serveImplementation } from "../serve-implementation.ts";
import type { CreateServer } from "../subject.ts";

const { credentials, assumedRoleUser } = goodOutput;

/** Has them ready: what AWS does for a request isn't ours. */
const readyCredentials: CredentialIssuer = {
  issue: async () => ({
    ...credentials,
    assumedRole: { arn: assumedRoleUser.arn, id: assumedRoleUser.assumeRoleId },
  }),
};

/** The whole service, with credentials that are ready. */
export const createServer: CreateServer = (issuer) =>
  serveImplementation(createService(issuer, readyCredentials));
