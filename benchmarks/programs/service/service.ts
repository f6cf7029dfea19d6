import type { CreateServer } from "../create-server.ts";
import { createStubServer } from "../stub-server.ts";
import { createService } from "./create-service.ts";
import { readyCredentials } from "./ready-credentials.ts";

/** The service, with credentials that are ready. */
export const createServer: CreateServer = (_assumeRole, issuer) =>
  createStubServer(createService(issuer, readyCredentials));
