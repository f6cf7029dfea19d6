// Generated from a Smithy model by eks-auth. Do not edit: change the model and generate again.

import type {
  Certificate,
  Cluster,
  CreatePodIdentityAssociationResponse,
  DeletePodIdentityAssociationResponse,
  DescribeClusterResponse,
  DescribePodIdentityAssociationResponse,
  Identity,
  ListClustersResponse,
  ListPodIdentityAssociationsResponse,
  ListTagsForResourceResponse,
  OIDC,
  PodIdentityAssociation,
  PodIdentityAssociationSummary,
  TagResourceResponse,
  UntagResourceResponse,
  UpdatePodIdentityAssociationResponse,
} from "@eks-auth/eks-api-types";
import {
  type HttpResponse,
  type JsonObject,
  type PathSegment,
  requireObject,
  writeBoolean,
  writeEpochSeconds,
  writeList,
  writeMap,
  writeString,
} from "@eks-auth/server-runtime";
import type {
  ClientException,
  InvalidParameterException,
  InvalidRequestException,
  ResourceInUseException,
  ResourceLimitExceededException,
  ResourceNotFoundException,
  ServerException,
  ThrottlingException,
} from "./errors.ts";

/**
 * Writes the output of CreatePodIdentityAssociation as a response.
 *
 * @throws TypeError if the output doesn't have the type that the model declares
 * @see com.amazonaws.eks#CreatePodIdentityAssociationResponse
 */
export function respondCreatePodIdentityAssociation(
  output: CreatePodIdentityAssociationResponse,
): HttpResponse {
  requireObject(output, "", "");
  return {
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      association:
        output.association == null
          ? undefined
          : writePodIdentityAssociation(output.association, "", "association"),
    }),
  };
}

/**
 * Writes the output of DeletePodIdentityAssociation as a response.
 *
 * @throws TypeError if the output doesn't have the type that the model declares
 * @see com.amazonaws.eks#DeletePodIdentityAssociationResponse
 */
export function respondDeletePodIdentityAssociation(
  output: DeletePodIdentityAssociationResponse,
): HttpResponse {
  requireObject(output, "", "");
  return {
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      association:
        output.association == null
          ? undefined
          : writePodIdentityAssociation(output.association, "", "association"),
    }),
  };
}

/**
 * Writes the output of DescribeCluster as a response.
 *
 * @throws TypeError if the output doesn't have the type that the model declares
 * @see com.amazonaws.eks#DescribeClusterResponse
 */
export function respondDescribeCluster(output: DescribeClusterResponse): HttpResponse {
  requireObject(output, "", "");
  return {
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      cluster: output.cluster == null ? undefined : writeCluster(output.cluster, "", "cluster"),
    }),
  };
}

/**
 * Writes the output of DescribePodIdentityAssociation as a response.
 *
 * @throws TypeError if the output doesn't have the type that the model declares
 * @see com.amazonaws.eks#DescribePodIdentityAssociationResponse
 */
export function respondDescribePodIdentityAssociation(
  output: DescribePodIdentityAssociationResponse,
): HttpResponse {
  requireObject(output, "", "");
  return {
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      association:
        output.association == null
          ? undefined
          : writePodIdentityAssociation(output.association, "", "association"),
    }),
  };
}

/**
 * Writes the output of ListClusters as a response.
 *
 * @throws TypeError if the output doesn't have the type that the model declares
 * @see com.amazonaws.eks#ListClustersResponse
 */
export function respondListClusters(output: ListClustersResponse): HttpResponse {
  requireObject(output, "", "");
  return {
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      clusters: output.clusters == null ? undefined : writeStringList(output.clusters, "", "clusters"),
      nextToken: output.nextToken == null ? undefined : writeString(output.nextToken, "", "nextToken"),
    }),
  };
}

/**
 * Writes the output of ListPodIdentityAssociations as a response.
 *
 * @throws TypeError if the output doesn't have the type that the model declares
 * @see com.amazonaws.eks#ListPodIdentityAssociationsResponse
 */
export function respondListPodIdentityAssociations(
  output: ListPodIdentityAssociationsResponse,
): HttpResponse {
  requireObject(output, "", "");
  return {
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      associations:
        output.associations == null
          ? undefined
          : writePodIdentityAssociationSummaries(output.associations, "", "associations"),
      nextToken: output.nextToken == null ? undefined : writeString(output.nextToken, "", "nextToken"),
    }),
  };
}

/**
 * Writes the output of ListTagsForResource as a response.
 *
 * @throws TypeError if the output doesn't have the type that the model declares
 * @see com.amazonaws.eks#ListTagsForResourceResponse
 */
export function respondListTagsForResource(output: ListTagsForResourceResponse): HttpResponse {
  requireObject(output, "", "");
  return {
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ tags: output.tags == null ? undefined : writeTags(output.tags, "", "tags") }),
  };
}

/**
 * Writes the output of TagResource as a response.
 *
 * @throws TypeError if the output doesn't have the type that the model declares
 * @see com.amazonaws.eks#TagResourceResponse
 */
export function respondTagResource(output: TagResourceResponse): HttpResponse {
  requireObject(output, "", "");
  return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify({}) };
}

/**
 * Writes the output of UntagResource as a response.
 *
 * @throws TypeError if the output doesn't have the type that the model declares
 * @see com.amazonaws.eks#UntagResourceResponse
 */
export function respondUntagResource(output: UntagResourceResponse): HttpResponse {
  requireObject(output, "", "");
  return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify({}) };
}

/**
 * Writes the output of UpdatePodIdentityAssociation as a response.
 *
 * @throws TypeError if the output doesn't have the type that the model declares
 * @see com.amazonaws.eks#UpdatePodIdentityAssociationResponse
 */
export function respondUpdatePodIdentityAssociation(
  output: UpdatePodIdentityAssociationResponse,
): HttpResponse {
  requireObject(output, "", "");
  return {
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      association:
        output.association == null
          ? undefined
          : writePodIdentityAssociation(output.association, "", "association"),
    }),
  };
}

/**
 * Writes ClientException as a response.
 *
 * @see com.amazonaws.eks#ClientException
 */
export function respondClientException({ members }: ClientException): HttpResponse {
  return {
    status: 400,
    headers: { "content-type": "application/json", "x-amzn-errortype": "ClientException" },
    body: JSON.stringify({
      clusterName:
        members.clusterName == null ? undefined : writeString(members.clusterName, "", "clusterName"),
      nodegroupName:
        members.nodegroupName == null ? undefined : writeString(members.nodegroupName, "", "nodegroupName"),
      addonName: members.addonName == null ? undefined : writeString(members.addonName, "", "addonName"),
      subscriptionId:
        members.subscriptionId == null
          ? undefined
          : writeString(members.subscriptionId, "", "subscriptionId"),
      message: members.message == null ? undefined : writeString(members.message, "", "message"),
    }),
  };
}

/**
 * Writes InvalidParameterException as a response.
 *
 * @see com.amazonaws.eks#InvalidParameterException
 */
export function respondInvalidParameterException({ members }: InvalidParameterException): HttpResponse {
  return {
    status: 400,
    headers: { "content-type": "application/json", "x-amzn-errortype": "InvalidParameterException" },
    body: JSON.stringify({
      clusterName:
        members.clusterName == null ? undefined : writeString(members.clusterName, "", "clusterName"),
      nodegroupName:
        members.nodegroupName == null ? undefined : writeString(members.nodegroupName, "", "nodegroupName"),
      fargateProfileName:
        members.fargateProfileName == null
          ? undefined
          : writeString(members.fargateProfileName, "", "fargateProfileName"),
      addonName: members.addonName == null ? undefined : writeString(members.addonName, "", "addonName"),
      subscriptionId:
        members.subscriptionId == null
          ? undefined
          : writeString(members.subscriptionId, "", "subscriptionId"),
      message: members.message == null ? undefined : writeString(members.message, "", "message"),
    }),
  };
}

/**
 * Writes InvalidRequestException as a response.
 *
 * @see com.amazonaws.eks#InvalidRequestException
 */
export function respondInvalidRequestException({ members }: InvalidRequestException): HttpResponse {
  return {
    status: 400,
    headers: { "content-type": "application/json", "x-amzn-errortype": "InvalidRequestException" },
    body: JSON.stringify({
      clusterName:
        members.clusterName == null ? undefined : writeString(members.clusterName, "", "clusterName"),
      nodegroupName:
        members.nodegroupName == null ? undefined : writeString(members.nodegroupName, "", "nodegroupName"),
      addonName: members.addonName == null ? undefined : writeString(members.addonName, "", "addonName"),
      subscriptionId:
        members.subscriptionId == null
          ? undefined
          : writeString(members.subscriptionId, "", "subscriptionId"),
      message: members.message == null ? undefined : writeString(members.message, "", "message"),
    }),
  };
}

/**
 * Writes ResourceInUseException as a response.
 *
 * @see com.amazonaws.eks#ResourceInUseException
 */
export function respondResourceInUseException({ members }: ResourceInUseException): HttpResponse {
  return {
    status: 409,
    headers: { "content-type": "application/json", "x-amzn-errortype": "ResourceInUseException" },
    body: JSON.stringify({
      clusterName:
        members.clusterName == null ? undefined : writeString(members.clusterName, "", "clusterName"),
      nodegroupName:
        members.nodegroupName == null ? undefined : writeString(members.nodegroupName, "", "nodegroupName"),
      addonName: members.addonName == null ? undefined : writeString(members.addonName, "", "addonName"),
      message: members.message == null ? undefined : writeString(members.message, "", "message"),
    }),
  };
}

/**
 * Writes ResourceLimitExceededException as a response.
 *
 * @see com.amazonaws.eks#ResourceLimitExceededException
 */
export function respondResourceLimitExceededException({
  members,
}: ResourceLimitExceededException): HttpResponse {
  return {
    status: 400,
    headers: { "content-type": "application/json", "x-amzn-errortype": "ResourceLimitExceededException" },
    body: JSON.stringify({
      clusterName:
        members.clusterName == null ? undefined : writeString(members.clusterName, "", "clusterName"),
      nodegroupName:
        members.nodegroupName == null ? undefined : writeString(members.nodegroupName, "", "nodegroupName"),
      subscriptionId:
        members.subscriptionId == null
          ? undefined
          : writeString(members.subscriptionId, "", "subscriptionId"),
      message: members.message == null ? undefined : writeString(members.message, "", "message"),
    }),
  };
}

/**
 * Writes ResourceNotFoundException as a response.
 *
 * @see com.amazonaws.eks#ResourceNotFoundException
 */
export function respondResourceNotFoundException({ members }: ResourceNotFoundException): HttpResponse {
  return {
    status: 404,
    headers: { "content-type": "application/json", "x-amzn-errortype": "ResourceNotFoundException" },
    body: JSON.stringify({
      clusterName:
        members.clusterName == null ? undefined : writeString(members.clusterName, "", "clusterName"),
      nodegroupName:
        members.nodegroupName == null ? undefined : writeString(members.nodegroupName, "", "nodegroupName"),
      fargateProfileName:
        members.fargateProfileName == null
          ? undefined
          : writeString(members.fargateProfileName, "", "fargateProfileName"),
      addonName: members.addonName == null ? undefined : writeString(members.addonName, "", "addonName"),
      subscriptionId:
        members.subscriptionId == null
          ? undefined
          : writeString(members.subscriptionId, "", "subscriptionId"),
      message: members.message == null ? undefined : writeString(members.message, "", "message"),
    }),
  };
}

/**
 * Writes ServerException as a response.
 *
 * @see com.amazonaws.eks#ServerException
 */
export function respondServerException({ members }: ServerException): HttpResponse {
  return {
    status: 500,
    headers: { "content-type": "application/json", "x-amzn-errortype": "ServerException" },
    body: JSON.stringify({
      clusterName:
        members.clusterName == null ? undefined : writeString(members.clusterName, "", "clusterName"),
      nodegroupName:
        members.nodegroupName == null ? undefined : writeString(members.nodegroupName, "", "nodegroupName"),
      addonName: members.addonName == null ? undefined : writeString(members.addonName, "", "addonName"),
      subscriptionId:
        members.subscriptionId == null
          ? undefined
          : writeString(members.subscriptionId, "", "subscriptionId"),
      message: members.message == null ? undefined : writeString(members.message, "", "message"),
    }),
  };
}

/**
 * Writes ThrottlingException as a response.
 *
 * @see com.amazonaws.eks#ThrottlingException
 */
export function respondThrottlingException({ members }: ThrottlingException): HttpResponse {
  return {
    status: 429,
    headers: { "content-type": "application/json", "x-amzn-errortype": "ThrottlingException" },
    body: JSON.stringify({
      clusterName:
        members.clusterName == null ? undefined : writeString(members.clusterName, "", "clusterName"),
      message: members.message == null ? undefined : writeString(members.message, "", "message"),
    }),
  };
}

/**
 * Writes Certificate as JSON.
 *
 * @throws TypeError if the value doesn't have the type that the model declares
 * @see com.amazonaws.eks#Certificate
 */
function writeCertificate(value: Certificate, path: string, name: PathSegment): JsonObject {
  requireObject(value, path, name);
  const fullPath = `${path}/${name}`;
  return { data: value.data == null ? undefined : writeString(value.data, fullPath, "data") };
}

/**
 * Writes Cluster as JSON.
 *
 * @throws TypeError if the value doesn't have the type that the model declares
 * @see com.amazonaws.eks#Cluster
 */
function writeCluster(value: Cluster, path: string, name: PathSegment): JsonObject {
  requireObject(value, path, name);
  const fullPath = `${path}/${name}`;
  return {
    name: value.name == null ? undefined : writeString(value.name, fullPath, "name"),
    arn: value.arn == null ? undefined : writeString(value.arn, fullPath, "arn"),
    createdAt:
      value.createdAt == null ? undefined : writeEpochSeconds(value.createdAt, fullPath, "createdAt"),
    version: value.version == null ? undefined : writeString(value.version, fullPath, "version"),
    endpoint: value.endpoint == null ? undefined : writeString(value.endpoint, fullPath, "endpoint"),
    identity: value.identity == null ? undefined : writeIdentity(value.identity, fullPath, "identity"),
    status: value.status == null ? undefined : writeString(value.status, fullPath, "status"),
    certificateAuthority:
      value.certificateAuthority == null
        ? undefined
        : writeCertificate(value.certificateAuthority, fullPath, "certificateAuthority"),
    platformVersion:
      value.platformVersion == null
        ? undefined
        : writeString(value.platformVersion, fullPath, "platformVersion"),
    tags: value.tags == null ? undefined : writeTags(value.tags, fullPath, "tags"),
  };
}

/**
 * Writes Identity as JSON.
 *
 * @throws TypeError if the value doesn't have the type that the model declares
 * @see com.amazonaws.eks#Identity
 */
function writeIdentity(value: Identity, path: string, name: PathSegment): JsonObject {
  requireObject(value, path, name);
  const fullPath = `${path}/${name}`;
  return { oidc: value.oidc == null ? undefined : writeOIDC(value.oidc, fullPath, "oidc") };
}

/**
 * Writes OIDC as JSON.
 *
 * @throws TypeError if the value doesn't have the type that the model declares
 * @see com.amazonaws.eks#OIDC
 */
function writeOIDC(value: OIDC, path: string, name: PathSegment): JsonObject {
  requireObject(value, path, name);
  const fullPath = `${path}/${name}`;
  return { issuer: value.issuer == null ? undefined : writeString(value.issuer, fullPath, "issuer") };
}

/**
 * Writes PodIdentityAssociation as JSON.
 *
 * @throws TypeError if the value doesn't have the type that the model declares
 * @see com.amazonaws.eks#PodIdentityAssociation
 */
function writePodIdentityAssociation(
  value: PodIdentityAssociation,
  path: string,
  name: PathSegment,
): JsonObject {
  requireObject(value, path, name);
  const fullPath = `${path}/${name}`;
  return {
    clusterName:
      value.clusterName == null ? undefined : writeString(value.clusterName, fullPath, "clusterName"),
    namespace: value.namespace == null ? undefined : writeString(value.namespace, fullPath, "namespace"),
    serviceAccount:
      value.serviceAccount == null
        ? undefined
        : writeString(value.serviceAccount, fullPath, "serviceAccount"),
    roleArn: value.roleArn == null ? undefined : writeString(value.roleArn, fullPath, "roleArn"),
    associationArn:
      value.associationArn == null
        ? undefined
        : writeString(value.associationArn, fullPath, "associationArn"),
    associationId:
      value.associationId == null ? undefined : writeString(value.associationId, fullPath, "associationId"),
    tags: value.tags == null ? undefined : writeTags(value.tags, fullPath, "tags"),
    createdAt:
      value.createdAt == null ? undefined : writeEpochSeconds(value.createdAt, fullPath, "createdAt"),
    modifiedAt:
      value.modifiedAt == null ? undefined : writeEpochSeconds(value.modifiedAt, fullPath, "modifiedAt"),
    ownerArn: value.ownerArn == null ? undefined : writeString(value.ownerArn, fullPath, "ownerArn"),
    disableSessionTags:
      value.disableSessionTags == null
        ? undefined
        : writeBoolean(value.disableSessionTags, fullPath, "disableSessionTags"),
    targetRoleArn:
      value.targetRoleArn == null ? undefined : writeString(value.targetRoleArn, fullPath, "targetRoleArn"),
    externalId: value.externalId == null ? undefined : writeString(value.externalId, fullPath, "externalId"),
    policy: value.policy == null ? undefined : writeString(value.policy, fullPath, "policy"),
  };
}

/**
 * Writes PodIdentityAssociationSummaries as JSON.
 *
 * @throws TypeError if the value doesn't have the type that the model declares
 * @see com.amazonaws.eks#PodIdentityAssociationSummaries
 */
function writePodIdentityAssociationSummaries(
  value: PodIdentityAssociationSummary[],
  path: string,
  name: PathSegment,
): unknown[] {
  return writeList(value, path, name, writePodIdentityAssociationSummary);
}

/**
 * Writes PodIdentityAssociationSummary as JSON.
 *
 * @throws TypeError if the value doesn't have the type that the model declares
 * @see com.amazonaws.eks#PodIdentityAssociationSummary
 */
function writePodIdentityAssociationSummary(
  value: PodIdentityAssociationSummary,
  path: string,
  name: PathSegment,
): JsonObject {
  requireObject(value, path, name);
  const fullPath = `${path}/${name}`;
  return {
    clusterName:
      value.clusterName == null ? undefined : writeString(value.clusterName, fullPath, "clusterName"),
    namespace: value.namespace == null ? undefined : writeString(value.namespace, fullPath, "namespace"),
    serviceAccount:
      value.serviceAccount == null
        ? undefined
        : writeString(value.serviceAccount, fullPath, "serviceAccount"),
    associationArn:
      value.associationArn == null
        ? undefined
        : writeString(value.associationArn, fullPath, "associationArn"),
    associationId:
      value.associationId == null ? undefined : writeString(value.associationId, fullPath, "associationId"),
    ownerArn: value.ownerArn == null ? undefined : writeString(value.ownerArn, fullPath, "ownerArn"),
  };
}

/**
 * Writes StringList as JSON.
 *
 * @throws TypeError if the value doesn't have the type that the model declares
 * @see com.amazonaws.eks#StringList
 */
function writeStringList(value: string[], path: string, name: PathSegment): unknown[] {
  return writeList(value, path, name, writeString);
}

/**
 * Writes Tags as JSON.
 *
 * @throws TypeError if the value doesn't have the type that the model declares
 * @see com.amazonaws.eks#Tags
 */
function writeTags(value: Record<string, string>, path: string, name: PathSegment): JsonObject {
  return writeMap(value, path, name, writeString);
}
