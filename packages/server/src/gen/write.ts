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
 * @throws TypeError where it isn't what the model says it is
 */
export function writeAssumeRoleForPodIdentity(output: AssumeRoleForPodIdentityResponse): HttpResponse {
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
 * @throws TypeError where it isn't what the model says it is
 */
export function writeAssumedRoleUser(value: AssumedRoleUser, path: string, name: PathSegment): JsonObject {
  requireObject(value, path, name);
  const place = `${path}/${name}`;
  return {
    arn: writeString(value.arn, place, "arn"),
    assumeRoleId: writeString(value.assumeRoleId, place, "assumeRoleId"),
  };
}

/**
 * Writes Credentials as JSON.
 *
 * @throws TypeError where it isn't what the model says it is
 */
export function writeCredentials(value: Credentials, path: string, name: PathSegment): JsonObject {
  requireObject(value, path, name);
  const place = `${path}/${name}`;
  return {
    sessionToken: writeString(value.sessionToken, place, "sessionToken"),
    secretAccessKey: writeString(value.secretAccessKey, place, "secretAccessKey"),
    accessKeyId: writeString(value.accessKeyId, place, "accessKeyId"),
    expiration: writeEpochSeconds(value.expiration, place, "expiration"),
  };
}

/**
 * Writes PodIdentityAssociation as JSON.
 *
 * @throws TypeError where it isn't what the model says it is
 */
export function writePodIdentityAssociation(
  value: PodIdentityAssociation,
  path: string,
  name: PathSegment,
): JsonObject {
  requireObject(value, path, name);
  const place = `${path}/${name}`;
  return {
    associationArn: writeString(value.associationArn, place, "associationArn"),
    associationId: writeString(value.associationId, place, "associationId"),
  };
}

/**
 * Writes Subject as JSON.
 *
 * @throws TypeError where it isn't what the model says it is
 */
export function writeSubject(value: Subject, path: string, name: PathSegment): JsonObject {
  requireObject(value, path, name);
  const place = `${path}/${name}`;
  return {
    namespace: writeString(value.namespace, place, "namespace"),
    serviceAccount: writeString(value.serviceAccount, place, "serviceAccount"),
  };
}
