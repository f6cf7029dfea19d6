// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

import {
  parseBody,
  type PathSegment,
  readEpochSeconds,
  readMembers,
  readString,
  type ReceivedResponse,
} from "@eks-auth/client-runtime";
import type {
  AssumedRoleUser,
  AssumeRoleForPodIdentityResponse,
  Credentials,
  PodIdentityAssociation,
  Subject,
} from "@eks-auth/types";

/**
 * Reads the output of AssumeRoleForPodIdentity from a response.
 *
 * @throws Error if the response isn't as the model describes it
 * @see com.amazonaws.eksauth#AssumeRoleForPodIdentityResponse
 */
export function receiveAssumeRoleForPodIdentity(
  response: ReceivedResponse,
): AssumeRoleForPodIdentityResponse {
  const member = readMembers(parseBody(response));
  return {
    subject: member("subject", readSubject, {}),
    audience: member("audience", readString, ""),
    podIdentityAssociation: member("podIdentityAssociation", readPodIdentityAssociation, {}),
    assumedRoleUser: member("assumedRoleUser", readAssumedRoleUser, {}),
    credentials: member("credentials", readCredentials, {}),
  };
}

/**
 * Reads AssumedRoleUser from JSON.
 *
 * @see com.amazonaws.eksauth#AssumedRoleUser
 */
function readAssumedRoleUser(value: unknown, path: string, name: PathSegment): AssumedRoleUser {
  const member = readMembers(value, path, name);
  return { arn: member("arn", readString, ""), assumeRoleId: member("assumeRoleId", readString, "") };
}

/**
 * Reads Credentials from JSON.
 *
 * @see com.amazonaws.eksauth#Credentials
 */
function readCredentials(value: unknown, path: string, name: PathSegment): Credentials {
  const member = readMembers(value, path, name);
  return {
    sessionToken: member("sessionToken", readString, ""),
    secretAccessKey: member("secretAccessKey", readString, ""),
    accessKeyId: member("accessKeyId", readString, ""),
    expiration: member("expiration", readEpochSeconds, 0),
  };
}

/**
 * Reads PodIdentityAssociation from JSON.
 *
 * @see com.amazonaws.eksauth#PodIdentityAssociation
 */
function readPodIdentityAssociation(value: unknown, path: string, name: PathSegment): PodIdentityAssociation {
  const member = readMembers(value, path, name);
  return {
    associationArn: member("associationArn", readString, ""),
    associationId: member("associationId", readString, ""),
  };
}

/**
 * Reads Subject from JSON.
 *
 * @see com.amazonaws.eksauth#Subject
 */
function readSubject(value: unknown, path: string, name: PathSegment): Subject {
  const member = readMembers(value, path, name);
  return {
    namespace: member("namespace", readString, ""),
    serviceAccount: member("serviceAccount", readString, ""),
  };
}
