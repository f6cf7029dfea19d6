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
  checkItems,
  checkKeys,
  checkLength,
  checkRange,
  checkRequired,
  checkValues,
  type PathSegment,
  type Unchecked,
  type Violation,
} from "@eks-auth/server-runtime";

/**
 * Checks the constraints of the input of CreatePodIdentityAssociation.
 *
 * @see com.amazonaws.eks#CreatePodIdentityAssociationRequest
 */
export function validateCreatePodIdentityAssociation(
  input: Unchecked<CreatePodIdentityAssociationRequest>,
  violations: Violation[],
): void {
  checkRequired(input.clusterName, "", "clusterName", violations);
  checkRequired(input.namespace, "", "namespace", violations);
  checkRequired(input.serviceAccount, "", "serviceAccount", violations);
  checkRequired(input.roleArn, "", "roleArn", violations);
  if (input.tags !== undefined) {
    checkTagMap(input.tags, "", "tags", violations);
  }
}

/**
 * Checks the constraints of the input of DeletePodIdentityAssociation.
 *
 * @see com.amazonaws.eks#DeletePodIdentityAssociationRequest
 */
export function validateDeletePodIdentityAssociation(
  input: Unchecked<DeletePodIdentityAssociationRequest>,
  violations: Violation[],
): void {
  checkRequired(input.clusterName, "", "clusterName", violations);
  checkRequired(input.associationId, "", "associationId", violations);
}

/**
 * Checks the constraints of the input of DescribeCluster.
 *
 * @see com.amazonaws.eks#DescribeClusterRequest
 */
export function validateDescribeCluster(
  input: Unchecked<DescribeClusterRequest>,
  violations: Violation[],
): void {
  checkRequired(input.name, "", "name", violations);
}

/**
 * Checks the constraints of the input of DescribePodIdentityAssociation.
 *
 * @see com.amazonaws.eks#DescribePodIdentityAssociationRequest
 */
export function validateDescribePodIdentityAssociation(
  input: Unchecked<DescribePodIdentityAssociationRequest>,
  violations: Violation[],
): void {
  checkRequired(input.clusterName, "", "clusterName", violations);
  checkRequired(input.associationId, "", "associationId", violations);
}

/**
 * Checks the constraints of the input of ListClusters.
 *
 * @see com.amazonaws.eks#ListClustersRequest
 */
export function validateListClusters(input: Unchecked<ListClustersRequest>, violations: Violation[]): void {
  if (input.maxResults !== undefined) {
    checkListClustersRequestMaxResults(input.maxResults, "", "maxResults", violations);
  }
}

/**
 * Checks the constraints of the input of ListPodIdentityAssociations.
 *
 * @see com.amazonaws.eks#ListPodIdentityAssociationsRequest
 */
export function validateListPodIdentityAssociations(
  input: Unchecked<ListPodIdentityAssociationsRequest>,
  violations: Violation[],
): void {
  checkRequired(input.clusterName, "", "clusterName", violations);
  if (input.maxResults !== undefined) {
    checkListPodIdentityAssociationsMaxResults(input.maxResults, "", "maxResults", violations);
  }
}

/**
 * Checks the constraints of the input of ListTagsForResource.
 *
 * @see com.amazonaws.eks#ListTagsForResourceRequest
 */
export function validateListTagsForResource(
  input: Unchecked<ListTagsForResourceRequest>,
  violations: Violation[],
): void {
  checkRequired(input.resourceArn, "", "resourceArn", violations);
}

/**
 * Checks the constraints of the input of TagResource.
 *
 * @see com.amazonaws.eks#TagResourceRequest
 */
export function validateTagResource(input: Unchecked<TagResourceRequest>, violations: Violation[]): void {
  checkRequired(input.resourceArn, "", "resourceArn", violations);
  if (checkRequired(input.tags, "", "tags", violations)) {
    checkTagMap(input.tags, "", "tags", violations);
  }
}

/**
 * Checks the constraints of the input of UntagResource.
 *
 * @see com.amazonaws.eks#UntagResourceRequest
 */
export function validateUntagResource(input: Unchecked<UntagResourceRequest>, violations: Violation[]): void {
  checkRequired(input.resourceArn, "", "resourceArn", violations);
  if (checkRequired(input.tagKeys, "", "tagKeys", violations)) {
    checkTagKeyList(input.tagKeys, "", "tagKeys", violations);
  }
}

/**
 * Checks the constraints of the input of UpdatePodIdentityAssociation.
 *
 * @see com.amazonaws.eks#UpdatePodIdentityAssociationRequest
 */
export function validateUpdatePodIdentityAssociation(
  input: Unchecked<UpdatePodIdentityAssociationRequest>,
  violations: Violation[],
): void {
  checkRequired(input.clusterName, "", "clusterName", violations);
  checkRequired(input.associationId, "", "associationId", violations);
}

/**
 * Checks the constraints of ListClustersRequestMaxResults.
 *
 * @see com.amazonaws.eks#ListClustersRequestMaxResults
 */
function checkListClustersRequestMaxResults(
  value: Unchecked<number>,
  path: string,
  name: PathSegment,
  violations: Violation[],
): void {
  checkRange(value, 1, 100, path, name, violations);
}

/**
 * Checks the constraints of ListPodIdentityAssociationsMaxResults.
 *
 * @see com.amazonaws.eks#ListPodIdentityAssociationsMaxResults
 */
function checkListPodIdentityAssociationsMaxResults(
  value: Unchecked<number>,
  path: string,
  name: PathSegment,
  violations: Violation[],
): void {
  checkRange(value, 1, 100, path, name, violations);
}

/**
 * Checks the constraints of TagKey.
 *
 * @see com.amazonaws.eks#TagKey
 */
function checkTagKey(
  value: Unchecked<string>,
  path: string,
  name: PathSegment,
  violations: Violation[],
): void {
  checkLength(value, 1, 128, path, name, violations);
}

/**
 * Checks the constraints of TagKeyList.
 *
 * @see com.amazonaws.eks#TagKeyList
 */
function checkTagKeyList(
  value: Unchecked<string[]>,
  path: string,
  name: PathSegment,
  violations: Violation[],
): void {
  if (checkLength(value, 1, 50, path, name, violations)) {
    checkItems(value, path, name, violations, checkTagKey);
  }
}

/**
 * Checks the constraints of TagMap.
 *
 * @see com.amazonaws.eks#TagMap
 */
function checkTagMap(
  value: Unchecked<Record<string, string>>,
  path: string,
  name: PathSegment,
  violations: Violation[],
): void {
  if (checkLength(value, 1, 50, path, name, violations)) {
    if (checkKeys(value, path, name, violations, checkTagKey)) {
      checkValues(value, path, name, violations, checkTagValue);
    }
  }
}

/**
 * Checks the constraints of TagValue.
 *
 * @see com.amazonaws.eks#TagValue
 */
function checkTagValue(
  value: Unchecked<string>,
  path: string,
  name: PathSegment,
  violations: Violation[],
): void {
  checkLength(value, undefined, 256, path, name, violations);
}
