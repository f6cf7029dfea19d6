import { createEmbeddedIssuer, generateSessionKeys } from "@eks-auth/service";
import { createService } from "../create-service.ts";
import { serveImplementation } from "../serve-implementation.ts";
import type { CreateServer } from "../subject.ts";

/** The whole service with the embedded issuer, which signs each session with ES256. */
export const createServer: CreateServer = async (issuer) => {
  const { privateKey } = await generateSessionKeys();
  return serveImplementation(createService(issuer, createEmbeddedIssuer({ privateKey })));
};
