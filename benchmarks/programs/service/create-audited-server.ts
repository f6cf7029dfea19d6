import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEKSAuthFrontendHandler } from "@eks-auth/server";
import { createNodeListener } from "@eks-auth/server/node";
import { type AuthenticateCaller, createAuthenticate } from "@eks-auth/service";
// No package exports the audit of `eks-auth serve`.
import { openAudit } from "../../../packages/cli/src/audit/audit-log.ts";
import { createService } from "./create-service.ts";
import { readyCredentials } from "./ready-credentials.ts";

/**
 * Creates the service with callers of one method, and with the audit of `eks-auth serve` in a file.
 *
 * @param issuer - the URL of the issuer of tokens
 */
export async function createAuditedServer(issuer: string, method: AuthenticateCaller): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "eks-auth-bench-audit-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const audit = await openAudit(
    { file: join(folder, "audit.jsonl") },
    { allowGroupWrite: false },
    { getTraceId: undefined, onEvent: (_level, _code, message) => process.stderr.write(`${message}\n`) },
  );
  const service = createService(issuer, readyCredentials, (decision) => audit.record(decision));
  const authenticate = createAuthenticate({
    methods: [method],
    onRejected: ({ message }) => process.stderr.write(`${message}\n`),
  });
  return createServer(createNodeListener(createEKSAuthFrontendHandler(service, { authenticate })));
}
