// Generated from a Smithy model by eks-auth. Do not edit: change the model and generate again.

import type {
  CreatePodIdentityAssociationRequest,
  DeletePodIdentityAssociationRequest,
  DescribeClusterRequest,
  DescribePodIdentityAssociationRequest,
  ListClustersRequest,
  ListPodIdentityAssociationsRequest,
  ListTagsForResourceRequest,
  TagResourceRequest,
  UntagResourceRequest,
  UpdatePodIdentityAssociationRequest,
} from "@eks-auth/eks-api-types";
import {
  getMember,
  parseQuery,
  type PathSegment,
  readBoolean,
  readJsonBody,
  readLabel,
  readMap,
  readString,
  refuseBody,
  type RoutedRequest,
  textToInteger,
  type Unchecked,
} from "@eks-auth/server-runtime";

/**
 * Reads the input of CreatePodIdentityAssociation from a request.
 *
 * @throws ProtocolError if the request doesn't have the form that the model describes
 * @see com.amazonaws.eks#CreatePodIdentityAssociationRequest
 */
export function receiveCreatePodIdentityAssociation(
  request: RoutedRequest,
): Unchecked<CreatePodIdentityAssociationRequest> {
  const body = readJsonBody(request);
  const input: Unchecked<CreatePodIdentityAssociationRequest> = {};
  input.clusterName = readLabel(request, 0, "clusterName");
  const $namespace = getMember(body, "namespace");
  if ($namespace !== undefined) {
    input.namespace = readString($namespace, "", "namespace");
  }
  const $serviceAccount = getMember(body, "serviceAccount");
  if ($serviceAccount !== undefined) {
    input.serviceAccount = readString($serviceAccount, "", "serviceAccount");
  }
  const $roleArn = getMember(body, "roleArn");
  if ($roleArn !== undefined) {
    input.roleArn = readString($roleArn, "", "roleArn");
  }
  const $clientRequestToken = getMember(body, "clientRequestToken");
  if ($clientRequestToken !== undefined) {
    input.clientRequestToken = readString($clientRequestToken, "", "clientRequestToken");
  }
  const $tags = getMember(body, "tags");
  if ($tags !== undefined) {
    input.tags = readTagMap($tags, "", "tags");
  }
  const $disableSessionTags = getMember(body, "disableSessionTags");
  if ($disableSessionTags !== undefined) {
    input.disableSessionTags = readBoolean($disableSessionTags, "", "disableSessionTags");
  }
  const $targetRoleArn = getMember(body, "targetRoleArn");
  if ($targetRoleArn !== undefined) {
    input.targetRoleArn = readString($targetRoleArn, "", "targetRoleArn");
  }
  const $policy = getMember(body, "policy");
  if ($policy !== undefined) {
    input.policy = readString($policy, "", "policy");
  }
  return input;
}

/**
 * Reads the input of DeletePodIdentityAssociation from a request.
 *
 * @throws ProtocolError if the request doesn't have the form that the model describes
 * @see com.amazonaws.eks#DeletePodIdentityAssociationRequest
 */
export function receiveDeletePodIdentityAssociation(
  request: RoutedRequest,
): Unchecked<DeletePodIdentityAssociationRequest> {
  refuseBody(request);
  const input: Unchecked<DeletePodIdentityAssociationRequest> = {};
  input.clusterName = readLabel(request, 0, "clusterName");
  input.associationId = readLabel(request, 1, "associationId");
  return input;
}

/**
 * Reads the input of DescribeCluster from a request.
 *
 * @throws ProtocolError if the request doesn't have the form that the model describes
 * @see com.amazonaws.eks#DescribeClusterRequest
 */
export function receiveDescribeCluster(request: RoutedRequest): Unchecked<DescribeClusterRequest> {
  refuseBody(request);
  const input: Unchecked<DescribeClusterRequest> = {};
  input.name = readLabel(request, 0, "name");
  return input;
}

/**
 * Reads the input of DescribePodIdentityAssociation from a request.
 *
 * @throws ProtocolError if the request doesn't have the form that the model describes
 * @see com.amazonaws.eks#DescribePodIdentityAssociationRequest
 */
export function receiveDescribePodIdentityAssociation(
  request: RoutedRequest,
): Unchecked<DescribePodIdentityAssociationRequest> {
  refuseBody(request);
  const input: Unchecked<DescribePodIdentityAssociationRequest> = {};
  input.clusterName = readLabel(request, 0, "clusterName");
  input.associationId = readLabel(request, 1, "associationId");
  return input;
}

/**
 * Reads the input of ListClusters from a request.
 *
 * @throws ProtocolError if the request doesn't have the form that the model describes
 * @see com.amazonaws.eks#ListClustersRequest
 */
export function receiveListClusters(request: RoutedRequest): Unchecked<ListClustersRequest> {
  refuseBody(request);
  const query = parseQuery(request.query);
  const input: Unchecked<ListClustersRequest> = {};
  const $maxResults = query.get("maxResults")?.[0];
  if ($maxResults !== undefined) {
    input.maxResults = textToInteger($maxResults, "the query parameter maxResults");
  }
  const $nextToken = query.get("nextToken")?.[0];
  if ($nextToken !== undefined) {
    input.nextToken = $nextToken;
  }
  const $include = query.get("include");
  if ($include !== undefined) {
    input.include = $include.map((text) => text);
  }
  return input;
}

/**
 * Reads the input of ListPodIdentityAssociations from a request.
 *
 * @throws ProtocolError if the request doesn't have the form that the model describes
 * @see com.amazonaws.eks#ListPodIdentityAssociationsRequest
 */
export function receiveListPodIdentityAssociations(
  request: RoutedRequest,
): Unchecked<ListPodIdentityAssociationsRequest> {
  refuseBody(request);
  const query = parseQuery(request.query);
  const input: Unchecked<ListPodIdentityAssociationsRequest> = {};
  input.clusterName = readLabel(request, 0, "clusterName");
  const $namespace = query.get("namespace")?.[0];
  if ($namespace !== undefined) {
    input.namespace = $namespace;
  }
  const $serviceAccount = query.get("serviceAccount")?.[0];
  if ($serviceAccount !== undefined) {
    input.serviceAccount = $serviceAccount;
  }
  const $maxResults = query.get("maxResults")?.[0];
  if ($maxResults !== undefined) {
    input.maxResults = textToInteger($maxResults, "the query parameter maxResults");
  }
  const $nextToken = query.get("nextToken")?.[0];
  if ($nextToken !== undefined) {
    input.nextToken = $nextToken;
  }
  return input;
}

/**
 * Reads the input of ListTagsForResource from a request.
 *
 * @throws ProtocolError if the request doesn't have the form that the model describes
 * @see com.amazonaws.eks#ListTagsForResourceRequest
 */
export function receiveListTagsForResource(request: RoutedRequest): Unchecked<ListTagsForResourceRequest> {
  refuseBody(request);
  const input: Unchecked<ListTagsForResourceRequest> = {};
  input.resourceArn = readLabel(request, 0, "resourceArn");
  return input;
}

/**
 * Reads the input of TagResource from a request.
 *
 * @throws ProtocolError if the request doesn't have the form that the model describes
 * @see com.amazonaws.eks#TagResourceRequest
 */
export function receiveTagResource(request: RoutedRequest): Unchecked<TagResourceRequest> {
  const body = readJsonBody(request);
  const input: Unchecked<TagResourceRequest> = {};
  input.resourceArn = readLabel(request, 0, "resourceArn");
  const $tags = getMember(body, "tags");
  if ($tags !== undefined) {
    input.tags = readTagMap($tags, "", "tags");
  }
  return input;
}

/**
 * Reads the input of UntagResource from a request.
 *
 * @throws ProtocolError if the request doesn't have the form that the model describes
 * @see com.amazonaws.eks#UntagResourceRequest
 */
export function receiveUntagResource(request: RoutedRequest): Unchecked<UntagResourceRequest> {
  refuseBody(request);
  const query = parseQuery(request.query);
  const input: Unchecked<UntagResourceRequest> = {};
  input.resourceArn = readLabel(request, 0, "resourceArn");
  const $tagKeys = query.get("tagKeys");
  if ($tagKeys !== undefined) {
    input.tagKeys = $tagKeys.map((text) => text);
  }
  return input;
}

/**
 * Reads the input of UpdatePodIdentityAssociation from a request.
 *
 * @throws ProtocolError if the request doesn't have the form that the model describes
 * @see com.amazonaws.eks#UpdatePodIdentityAssociationRequest
 */
export function receiveUpdatePodIdentityAssociation(
  request: RoutedRequest,
): Unchecked<UpdatePodIdentityAssociationRequest> {
  const body = readJsonBody(request);
  const input: Unchecked<UpdatePodIdentityAssociationRequest> = {};
  input.clusterName = readLabel(request, 0, "clusterName");
  input.associationId = readLabel(request, 1, "associationId");
  const $roleArn = getMember(body, "roleArn");
  if ($roleArn !== undefined) {
    input.roleArn = readString($roleArn, "", "roleArn");
  }
  const $clientRequestToken = getMember(body, "clientRequestToken");
  if ($clientRequestToken !== undefined) {
    input.clientRequestToken = readString($clientRequestToken, "", "clientRequestToken");
  }
  const $disableSessionTags = getMember(body, "disableSessionTags");
  if ($disableSessionTags !== undefined) {
    input.disableSessionTags = readBoolean($disableSessionTags, "", "disableSessionTags");
  }
  const $targetRoleArn = getMember(body, "targetRoleArn");
  if ($targetRoleArn !== undefined) {
    input.targetRoleArn = readString($targetRoleArn, "", "targetRoleArn");
  }
  const $policy = getMember(body, "policy");
  if ($policy !== undefined) {
    input.policy = readString($policy, "", "policy");
  }
  return input;
}

/**
 * Reads TagMap from JSON.
 *
 * @see com.amazonaws.eks#TagMap
 */
function readTagMap(value: unknown, path: string, name: PathSegment): Unchecked<Record<string, string>> {
  return readMap(value, path, name, readString);
}
