import type { VerifiedToken } from "../token/token-claims.ts";
import type { Caller, CallerNode } from "./caller.ts";
import { CallerError } from "./caller-error.ts";

/**
 * Checks that a pod is on the node of its caller, if the caller can exchange only tokens of such pods. So a stolen token of
 * a pod is worthless on other nodes.
 *
 * @throws CallerError `node_unknown` if the node of one of the two is not known, `node_differs` if they differ
 */
export function requireSameNode(caller: Caller, pod: VerifiedToken): void {
  if (!caller.sameNode) {
    return;
  }
  if (caller.node === undefined) {
    throw new CallerError("node_unknown", describeUnknownNode(caller));
  }
  if (pod.node === undefined) {
    throw new CallerError("node_unknown", `The pod's token ${missingClaim}`);
  }
  if (!isSameNode(caller.node, pod.node)) {
    const nodes = `The pod's token is of the node ${formatNode(pod.node)}, and the caller ${caller.name} is on ${formatNode(caller.node)}.`;
    const fix =
      "The token may be stolen. If a caller must serve pods of other nodes, set callers.sameNode: false.";
    throw new CallerError("node_differs", `${nodes} ${fix}`);
  }
}

/** Whether two nodes have the same name and, if both are known, the same UID. A new node can have the name of an old one. */
export function isSameNode(one: CallerNode, other: CallerNode): boolean {
  const hasSameUid = one.uid === undefined || other.uid === undefined || one.uid === other.uid;
  return one.name === other.name && hasSameUid;
}

const missingClaim =
  "has no claim kubernetes.io/node, which Kubernetes 1.30 and newer sets. For older clusters, set callers.sameNode: false.";

function describeUnknownNode({ name, token }: Caller): string {
  return token === undefined
    ? `The node of the caller ${name} is not known. Configure its node, or set callers.sameNode: false.`
    : `The token of the caller ${name} ${missingClaim}`;
}

function formatNode({ name, uid }: CallerNode): string {
  return uid === undefined ? name : `${name} (UID ${JSON.stringify(uid)})`;
}
