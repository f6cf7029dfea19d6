import { randomUUID } from "node:crypto";

/** The UUID has 36 characters and a session's name 64 at most, so cluster and pod have 10 each. */
const partLength = 10;

/**
 * Names a session of a pod's. Each call makes another name.
 *
 * @returns `eks-CLUSTER-POD-UUID`, cluster and pod cut to 10 characters each: 64 characters of `[\w+=,.@-]` at most
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function createSessionName(clusterName: string, podName: string): string {
  return `eks-${cut(clusterName)}-${cut(podName)}-${randomUUID()}`;
}

function cut(part: string): string {
  return part.replaceAll(/[^\w+=,.@-]/g, "-").slice(0, partLength);
}
