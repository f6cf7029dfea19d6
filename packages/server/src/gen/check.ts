// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

import {
  checkLength,
  checkPattern,
  checkRequired,
  compilePattern,
  type Unchecked,
  type Violation,
} from "@eks-auth/server-runtime";
import type { AssumeRoleForPodIdentityRequest } from "@eks-auth/types";

const clusterNamePattern = compilePattern("^[0-9A-Za-z][A-Za-z0-9\\-_]*$");

/** Checks the constraints of ClusterName. */
export function checkClusterName(value: string, path: string, name: string, violations: Violation[]): void {
  if (checkLength(value, 1, 100, path, name, violations)) {
    checkPattern(value, clusterNamePattern, path, name, violations);
  }
}

const jwtTokenPattern = compilePattern("^[A-Za-z0-9-_=]+\\.[A-Za-z0-9-_=]+\\.[A-Za-z0-9-_=]+$");

/** Checks the constraints of JwtToken. */
export function checkJwtToken(value: string, path: string, name: string, violations: Violation[]): void {
  if (checkLength(value, 1, undefined, path, name, violations)) {
    checkPattern(value, jwtTokenPattern, path, name, violations);
  }
}

/** Checks the constraints of AssumeRoleForPodIdentityRequest. */
export function checkAssumeRoleForPodIdentityRequest(
  value: Unchecked<AssumeRoleForPodIdentityRequest>,
  path: string,
  violations: Violation[],
): void {
  if (checkRequired(value.clusterName, path, "clusterName", violations)) {
    checkClusterName(value.clusterName, path, "clusterName", violations);
  }
  if (checkRequired(value.token, path, "token", violations)) {
    checkJwtToken(value.token, path, "token", violations);
  }
}
