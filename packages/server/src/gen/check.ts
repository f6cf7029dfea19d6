// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

import {
  checkLength,
  checkPattern,
  checkRequired,
  compilePattern,
  type PathSegment,
  type Unchecked,
  type Violation,
} from "@eks-auth/server-runtime";
import type { AssumeRoleForPodIdentityRequest } from "@eks-auth/types";

/**
 * Checks the constraints of the input of AssumeRoleForPodIdentity.
 *
 * @see com.amazonaws.eksauth#AssumeRoleForPodIdentityRequest
 */
export function validateAssumeRoleForPodIdentity(
  input: Unchecked<AssumeRoleForPodIdentityRequest>,
  violations: Violation[],
): void {
  if (checkRequired(input.clusterName, "", "clusterName", violations)) {
    checkClusterName(input.clusterName, "", "clusterName", violations);
  }
  if (checkRequired(input.token, "", "token", violations)) {
    checkJwtToken(input.token, "", "token", violations);
  }
}

const patternClusterName = compilePattern("^[0-9A-Za-z][A-Za-z0-9\\-_]*$");

/**
 * Checks the constraints of ClusterName.
 *
 * @see com.amazonaws.eksauth#ClusterName
 */
function checkClusterName(
  value: Unchecked<string>,
  path: string,
  name: PathSegment,
  violations: Violation[],
): void {
  if (checkLength(value, 1, 100, path, name, violations)) {
    checkPattern(value, patternClusterName, path, name, violations);
  }
}

const patternJwtToken = compilePattern("^[A-Za-z0-9-_=]+\\.[A-Za-z0-9-_=]+\\.[A-Za-z0-9-_=]+$");

/**
 * Checks the constraints of JwtToken.
 *
 * @see com.amazonaws.eksauth#JwtToken
 */
function checkJwtToken(
  value: Unchecked<string>,
  path: string,
  name: PathSegment,
  violations: Violation[],
): void {
  if (checkLength(value, 1, undefined, path, name, violations)) {
    checkPattern(value, patternJwtToken, path, name, violations);
  }
}
