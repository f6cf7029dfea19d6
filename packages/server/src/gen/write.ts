// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

import {
  type HttpResponse,
  type JsonObject,
  type PathSegment,
  requireObject,
  writeEpochSeconds,
  writeString,
} from "@eks-auth/server-runtime";
import type {
  AssumedRoleUser,
  AssumeRoleForPodIdentityResponse,
  Credentials,
  PodIdentityAssociation,
  Subject,
} from "@eks-auth/types";

/**
 * Writes the output of AssumeRoleForPodIdentity as a response.
 *
 * @throws TypeError if the output doesn't have the type that the model declares
 * @see com.amazonaws.eksauth#AssumeRoleForPodIdentityResponse
 */
export function respondAssumeRoleForPodIdentity(output: AssumeRoleForPodIdentityResponse): HttpResponse {
  requireObject(output, "", "");
  return {
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      subject: writeSubject(output.subject, "", "subject"),
      audience: writeString(output.audience, "", "audience"),
      podIdentityAssociation: writePodIdentityAssociation(
        output.podIdentityAssociation,
        "",
        "podIdentityAssociation",
      ),
      assumedRoleUser: writeAssumedRoleUser(output.assumedRoleUser, "", "assumedRoleUser"),
      credentials: writeCredentials(output.credentials, "", "credentials"),
    }),
  };
}

/**
 * Writes AssumedRoleUser as JSON.
 *
 * @throws TypeError if the value doesn't have the type that the model declares
 * @see com.amazonaws.eksauth#AssumedRoleUser
 */
function writeAssumedRoleUser(value: AssumedRoleUser, path: string, name: PathSegment): JsonObject {
  requireObject(value, path, name);
  const fullPath = `${path}/${name}`;
  return {
    arn: writeString(value.arn, fullPath, "arn"),
    assumeRoleId: writeString(value.assumeRoleId, fullPath, "assumeRoleId"),
  };
}

/**
 * Writes Credentials as JSON.
 *
 * @throws TypeError if the value doesn't have the type that the model declares
 * @see com.amazonaws.eksauth#Credentials
 */
function writeCredentials(value: Credentials, path: string, name: PathSegment): JsonObject {
  requireObject(value, path, name);
  const fullPath = `${path}/${name}`;
  return {
    sessionToken: writeString(value.sessionToken, fullPath, "sessionToken"),
    secretAccessKey: writeString(value.secretAccessKey, fullPath, "secretAccessKey"),
    accessKeyId: writeString(value.accessKeyId, fullPath, "accessKeyId"),
    expiration: writeEpochSeconds(value.expiration, fullPath, "expiration"),
  };
}

/**
 * Writes PodIdentityAssociation as JSON.
 *
 * @throws TypeError if the value doesn't have the type that the model declares
 * @see com.amazonaws.eksauth#PodIdentityAssociation
 */
function writePodIdentityAssociation(
  value: PodIdentityAssociation,
  path: string,
  name: PathSegment,
): JsonObject {
  requireObject(value, path, name);
  const fullPath = `${path}/${name}`;
  return {
    associationArn: writeString(value.associationArn, fullPath, "associationArn"),
    associationId: writeString(value.associationId, fullPath, "associationId"),
  };
}

/**
 * Writes Subject as JSON.
 *
 * @throws TypeError if the value doesn't have the type that the model declares
 * @see com.amazonaws.eksauth#Subject
 */
function writeSubject(value: Subject, path: string, name: PathSegment): JsonObject {
  requireObject(value, path, name);
  const fullPath = `${path}/${name}`;
  return {
    namespace: writeString(value.namespace, fullPath, "namespace"),
    serviceAccount: writeString(value.serviceAccount, fullPath, "serviceAccount"),
  };
}
