import { readFile } from "node:fs/promises";
import type { Flags } from "../control-plane/flags.ts";
import { formatRight, type Right } from "./rights.ts";

/** An entry of the audit log of an API server. */
interface AuditEvent {
  readonly verb: string;
  readonly requestURI: string;
  readonly user: { readonly username: string };
  readonly objectRef?: {
    readonly apiGroup?: string;
    readonly resource?: string;
    readonly subresource?: string;
    readonly namespace?: string;
    readonly name?: string;
  };
  readonly responseStatus?: { readonly code?: number };
}

/** The audit policy: every request, without its body. */
export const auditPolicy: object = {
  apiVersion: "audit.k8s.io/v1",
  kind: "Policy",
  // A watch is logged when it begins, and not only when it ends.
  omitStages: ["RequestReceived"],
  rules: [{ level: "Metadata", userGroups: ["system:serviceaccounts"] }, { level: "None" }],
};

/**
 * The flags of an API server that writes an audit log.
 *
 * @param policy - the file with {@link auditPolicy}
 */
export function auditFlags(policy: string, log: string): Flags {
  return { "audit-policy-file": policy, "audit-log-path": log, "audit-log-mode": "blocking-strict" };
}

/** What a service account did. */
export interface UsedRights {
  /** The granted rights that it used. */
  readonly used: Right[];
  /** Requests that no right allows. */
  readonly refused: string[];
}

/**
 * Reads from the audit log which rights a service account has used.
 *
 * @param log - the file
 * @param user - `system:serviceaccount:eks-auth:eks-auth-serve`
 * @param granted - its rights
 */
export async function readUsedRights(
  log: string,
  user: string,
  granted: readonly Right[],
): Promise<UsedRights> {
  const used = new Set<Right>();
  const refused = new Set<string>();
  for (const line of (await readFile(log, "utf8")).split("\n").filter((text) => text !== "")) {
    const event: AuditEvent = JSON.parse(line);
    if (event.user.username !== user) {
      continue;
    }
    const right = listRights(event).find((candidate) => granted.includes(candidate));
    if (right === undefined || event.responseStatus?.code === 403) {
      refused.add(`${event.verb} ${event.requestURI}`);
    } else {
      used.add(right);
    }
  }
  return { used: [...used].sort(), refused: [...refused].sort() };
}

/** The rights that allow a request, each enough. */
function listRights({ verb, requestURI, objectRef }: AuditEvent): Right[] {
  if (objectRef?.resource === undefined) {
    return [`${verb} ${requestURI.split("?")[0]}`];
  }
  const { apiGroup: group = "", subresource, name, namespace } = objectRef;
  const resource = [objectRef.resource, ...(subresource === undefined ? [] : [subresource])].join("/");
  return [
    { verb, group, resource, name, namespace },
    { verb, group, resource, name },
    { verb, group, resource, namespace },
    { verb, group, resource },
  ].map(formatRight);
}
