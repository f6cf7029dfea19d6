import { createIssuerKeys, createServiceAccountCallers } from "@eks-auth/service";
import type { CreateServer } from "../create-server.ts";
import { cluster } from "../sample-pods.ts";
import { createAuditedServer } from "./create-audited-server.ts";
import { agent, audience } from "./sample-callers.ts";

/** The service with agents that have a service-account token, on the node of the pods, and with audit. */
export const createServer: CreateServer = (_assumeRole, issuer) => {
  const caller = { name: cluster.name, issuer, keys: createIssuerKeys(issuer), hasSharedKeys: () => false };
  const method = createServiceAccountCallers({
    audience,
    namespace: agent.namespace,
    name: agent.serviceAccount,
    clusters: new Map([[cluster.name, caller]]),
  });
  return createAuditedServer(issuer, method);
};
