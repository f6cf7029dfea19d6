import { randomUUID } from "node:crypto";
import type { Entitlement } from "./issue-credentials.ts";

/** Names a session for whoever is entitled to it: 2 to 64 characters of `[\w+=,.@-]`. */
export type SessionNamer = (entitlement: Entitlement) => string;

/** The UUID has 36 characters and a session's name 64 at most, so cluster and pod have 10 each. */
const partLength = 10;

/**
 * Names a session of a pod's as Amazon's own service does. Each call makes another name.
 *
 * @returns `eks-CLUSTER-POD-UUID`, cluster and pod cut to 10 characters each
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const nameSession: SessionNamer = ({ cluster, token }) =>
  `eks-${cut(cluster.name)}-${cut(token.pod.name)}-${randomUUID()}`;

function cut(part: string): string {
  return cleanSessionName(part).slice(0, partLength);
}

/** Puts a hyphen in the place of each character that no session's name may have. */
export function cleanSessionName(text: string): string {
  return text.replaceAll(/[^\w+=,.@-]/g, "-");
}
