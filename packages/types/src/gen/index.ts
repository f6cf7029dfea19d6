// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

/**
 * The vocabulary of Amazon EKS Auth.
 *
 * @packageDocumentation
 */

export { errors, errorNamesByStatus } from "./errors.ts";
export type { ErrorName } from "./errors.ts";
export type {
  AssumeRoleForPodIdentityRequest,
  AssumeRoleForPodIdentityResponse,
  AssumedRoleUser,
  Credentials,
  PodIdentityAssociation,
  Subject,
} from "./model.ts";
