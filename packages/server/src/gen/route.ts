// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

import type { Route } from "@eks-auth/server-runtime";

/** The names of the service's operations. */
export type OperationName = "AssumeRoleForPodIdentity";

/**
 * Finds the operation of a request.
 *
 * @param method - in upper case
 * @param path - percent-encoded, without a query
 */
export function route(method: string, path: string): Route<OperationName> {
  const segments = path.split("/");
  const allowed: string[] = [];
  // /clusters/{}/assume-role-for-pod-identity
  if (
    segments.length === 4 &&
    segments[0] === "" &&
    segments[1] === "clusters" &&
    segments[2] &&
    segments[3] === "assume-role-for-pod-identity"
  ) {
    const labels = [segments[2]];
    if (method === "POST") {
      return { found: true, operation: "AssumeRoleForPodIdentity", labels };
    }
    allowed.push("POST");
  }
  return { found: false, allowed };
}
