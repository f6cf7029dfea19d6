import { AccessKey, createSignatureCallers } from "@eks-auth/service";
import type { CreateServer } from "../create-server.ts";
import { createAuditedServer } from "./create-audited-server.ts";
import { accessKey, region, signingDate } from "./sample-callers.ts";

/** The service with callers that sign their requests, and with audit. */
export const createServer: CreateServer = (_assumeRole, issuer) => {
  const key = new AccessKey(accessKey, { region }, { method: "sigv4", name: "edge", clusters: "all" });
  const findKey = (accessKeyId: string) => (accessKeyId === key.id ? key : undefined);
  return createAuditedServer(issuer, createSignatureCallers({ region, findKey, now: () => signingDate }));
};
