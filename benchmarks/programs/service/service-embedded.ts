import { createEmbeddedIssuer, generateSessionKeys } from "@eks-auth/service";
import type { CreateServer } from "../create-server.ts";
import { createStubServer } from "../stub-server.ts";
import { createService } from "./create-service.ts";

/** The service with the embedded issuer, which signs each session with ES256. */
export const createServer: CreateServer = async (_assumeRole, issuer) => {
  const keys = await generateSessionKeys();
  return createStubServer(createService(issuer, createEmbeddedIssuer({ keys })));
};
