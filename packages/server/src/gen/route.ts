// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

import { createPatternRouter, type Router } from "@eks-auth/server-runtime";

/** The names of the service's operations. */
export type OperationName = "AssumeRoleForPodIdentity";

/** Finds the operation of a request. */
export const route: Router<OperationName> = createPatternRouter<OperationName>([
  ["AssumeRoleForPodIdentity", "POST", /^\/clusters\/([^/]+)\/assume-role-for-pod-identity\/?$/],
]);
