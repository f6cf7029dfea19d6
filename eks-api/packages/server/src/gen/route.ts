// Generated from a Smithy model by eks-auth. Do not edit: change the model and generate again.

import { createPatternRouter, type Router } from "@eks-auth/server-runtime";

/** The names of the service's operations. */
export type OperationName =
  | "CreatePodIdentityAssociation"
  | "DeletePodIdentityAssociation"
  | "DescribeCluster"
  | "DescribePodIdentityAssociation"
  | "ListClusters"
  | "ListPodIdentityAssociations"
  | "ListTagsForResource"
  | "TagResource"
  | "UntagResource"
  | "UpdatePodIdentityAssociation";

/** Finds the operation of a request. */
export const route: Router<OperationName> = createPatternRouter<OperationName>([
  ["ListClusters", "GET", /^\/clusters\/?$/],
  ["DescribeCluster", "GET", /^\/clusters\/([^/]+)\/?$/],
  ["ListTagsForResource", "GET", /^\/tags\/([^/]+)\/?$/],
  ["TagResource", "POST", /^\/tags\/([^/]+)\/?$/],
  ["UntagResource", "DELETE", /^\/tags\/([^/]+)\/?$/],
  ["CreatePodIdentityAssociation", "POST", /^\/clusters\/([^/]+)\/pod-identity-associations\/?$/],
  ["ListPodIdentityAssociations", "GET", /^\/clusters\/([^/]+)\/pod-identity-associations\/?$/],
  ["DeletePodIdentityAssociation", "DELETE", /^\/clusters\/([^/]+)\/pod-identity-associations\/([^/]+)\/?$/],
  ["DescribePodIdentityAssociation", "GET", /^\/clusters\/([^/]+)\/pod-identity-associations\/([^/]+)\/?$/],
  ["UpdatePodIdentityAssociation", "POST", /^\/clusters\/([^/]+)\/pod-identity-associations\/([^/]+)\/?$/],
]);
