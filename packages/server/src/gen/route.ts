// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

import { createRouter, type Router } from "@eks-auth/server-runtime";

/** The names of the service's operations. */
export type OperationName = "AssumeRoleForPodIdentity";

/** Finds the operation of a request. */
export const route: Router<OperationName> = createRouter<OperationName>([
  ["AssumeRoleForPodIdentity", "POST", "/clusters/{clusterName}/assume-role-for-pod-identity"],
]);
