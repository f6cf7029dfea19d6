// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.

import { type JsonObject, writeEpochSeconds, writeString, writeStructure } from "@eks-auth/server-runtime";
import type {
  AssumedRoleUser,
  AssumeRoleForPodIdentityResponse,
  Credentials,
  PodIdentityAssociation,
  Subject,
} from "@eks-auth/types";

/**
 * Writes AssumeRoleForPodIdentityResponse as the JSON object at `path`.
 *
 * @throws TypeError where it isn't what the model says it is
 */
export function writeAssumeRoleForPodIdentityResponse(
  value: AssumeRoleForPodIdentityResponse,
  path: string,
): JsonObject {
  return {
    subject: writeStructure(value.subject, path, "subject", writeSubject),
    audience: writeString(value.audience, path, "audience"),
    podIdentityAssociation: writeStructure(
      value.podIdentityAssociation,
      path,
      "podIdentityAssociation",
      writePodIdentityAssociation,
    ),
    assumedRoleUser: writeStructure(value.assumedRoleUser, path, "assumedRoleUser", writeAssumedRoleUser),
    credentials: writeStructure(value.credentials, path, "credentials", writeCredentials),
  };
}

/**
 * Writes AssumedRoleUser as the JSON object at `path`.
 *
 * @throws TypeError where it isn't what the model says it is
 */
export function writeAssumedRoleUser(value: AssumedRoleUser, path: string): JsonObject {
  return {
    arn: writeString(value.arn, path, "arn"),
    assumeRoleId: writeString(value.assumeRoleId, path, "assumeRoleId"),
  };
}

/**
 * Writes Credentials as the JSON object at `path`.
 *
 * @throws TypeError where it isn't what the model says it is
 */
export function writeCredentials(value: Credentials, path: string): JsonObject {
  return {
    sessionToken: writeString(value.sessionToken, path, "sessionToken"),
    secretAccessKey: writeString(value.secretAccessKey, path, "secretAccessKey"),
    accessKeyId: writeString(value.accessKeyId, path, "accessKeyId"),
    expiration: writeEpochSeconds(value.expiration, path, "expiration"),
  };
}

/**
 * Writes PodIdentityAssociation as the JSON object at `path`.
 *
 * @throws TypeError where it isn't what the model says it is
 */
export function writePodIdentityAssociation(value: PodIdentityAssociation, path: string): JsonObject {
  return {
    associationArn: writeString(value.associationArn, path, "associationArn"),
    associationId: writeString(value.associationId, path, "associationId"),
  };
}

/**
 * Writes Subject as the JSON object at `path`.
 *
 * @throws TypeError where it isn't what the model says it is
 */
export function writeSubject(value: Subject, path: string): JsonObject {
  return {
    namespace: writeString(value.namespace, path, "namespace"),
    serviceAccount: writeString(value.serviceAccount, path, "serviceAccount"),
  };
}
