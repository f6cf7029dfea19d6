// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

/**
 * The types of Amazon EKS Auth.
 *
 * @packageDocumentation
 */

export { errors } from "./errors.ts";
export type { ErrorName } from "./errors.ts";
export type {
  AssumeRoleForPodIdentityRequest,
  AssumeRoleForPodIdentityResponse,
  AssumedRoleUser,
  Credentials,
  PodIdentityAssociation,
  Subject,
} from "./model.ts";
