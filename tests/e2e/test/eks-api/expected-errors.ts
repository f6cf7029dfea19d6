import { expect } from "vitest";
import type { EksAnswer, EksClientKind, EksOperation, Members } from "../../src/eks-api/eks-client.ts";
import type { CallerName } from "../../src/eks-api/eks-service.ts";
import { roleArn } from "./clusters.ts";

/** A call that is refused. */
export interface ExpectedError {
  readonly title: string;
  readonly operation: EksOperation;
  readonly input: Members;
  /** Who calls; `admin` by default. */
  readonly caller?: CallerName;
  readonly code: string;
  readonly status: number;
  /** The error's member of this name. */
  readonly clusterName?: string;
  /** What lists the error in the model of AWS: the operation by default. */
  readonly model?: "operation" | "service" | "none";
}

const cart = { clusterName: "edge", namespace: "errors", serviceAccount: "cart", roleArn: roleArn("cart") };
const arnOf = (cluster: string, id: string): string =>
  `arn:aws:eks:eu-west-1:111122223333:podidentityassociation/${cluster}/${id}`;
const missing = "a-0000000000000000z";

/** Each error of the API. `existing` of the cluster `edge` has an association. */
export const expectedErrors: readonly ExpectedError[] = [
  {
    title: "a service account that has an association",
    operation: "CreatePodIdentityAssociation",
    input: { ...cart, serviceAccount: "existing" },
    code: "ResourceInUseException",
    status: 409,
    clusterName: "edge",
  },
  {
    title: "an association that does not exist",
    operation: "DescribePodIdentityAssociation",
    input: { clusterName: "edge", associationId: missing },
    code: "ResourceNotFoundException",
    status: 404,
    clusterName: "edge",
  },
  {
    title: "an ARN that names nothing",
    operation: "TagResource",
    input: { resourceArn: arnOf("edge", missing), tags: { team: "shop" } },
    code: "NotFoundException",
    status: 404,
  },
  {
    title: "a cluster that the caller has no right for",
    operation: "ListPodIdentityAssociations",
    input: { clusterName: "edge" },
    caller: "outsider",
    code: "AccessDeniedException",
    status: 403,
    model: "service",
  },
  {
    title: "a role that is no ARN",
    operation: "CreatePodIdentityAssociation",
    input: { ...cart, roleArn: "cart" },
    code: "InvalidParameterException",
    status: 400,
    clusterName: "edge",
  },
  {
    title: "a page size that is too large",
    operation: "ListPodIdentityAssociations",
    input: { clusterName: "edge", maxResults: 101 },
    code: "InvalidParameterException",
    status: 400,
  },
  {
    title: "a nextToken of another list",
    operation: "ListPodIdentityAssociations",
    input: { clusterName: "edge", nextToken: "bm8gdG9rZW4" },
    code: "InvalidParameterException",
    status: 400,
    clusterName: "edge",
  },
  {
    title: "a request token that was used for another request",
    operation: "CreatePodIdentityAssociation",
    input: { ...cart, serviceAccount: "another", clientRequestToken: "token-of-existing" },
    code: "InvalidRequestException",
    status: 400,
    clusterName: "edge",
  },
  {
    title: "a cluster that has as many associations as it can have",
    operation: "CreatePodIdentityAssociation",
    input: { ...cart, clusterName: "full" },
    code: "ResourceLimitExceededException",
    status: 400,
    clusterName: "full",
  },
  {
    title: "a cluster that does not exist",
    operation: "DescribeCluster",
    input: { name: "none" },
    code: "ResourceNotFoundException",
    status: 404,
    clusterName: "none",
  },
  {
    title: "associations that can't be written",
    operation: "CreatePodIdentityAssociation",
    input: { ...cart, clusterName: "broken" },
    code: "ServerException",
    status: 500,
    clusterName: "broken",
  },
  {
    title: "an update of an association that does not exist",
    operation: "UpdatePodIdentityAssociation",
    input: { clusterName: "edge", associationId: missing, roleArn: roleArn("cart") },
    code: "ResourceNotFoundException",
    status: 404,
    clusterName: "edge",
  },
  {
    title: "the deletion of an association that does not exist",
    operation: "DeletePodIdentityAssociation",
    input: { clusterName: "edge", associationId: missing },
    code: "ResourceNotFoundException",
    status: 404,
    clusterName: "edge",
  },
  {
    title: "tags of what is no ARN",
    operation: "ListTagsForResource",
    input: { resourceArn: "cart" },
    code: "BadRequestException",
    status: 400,
  },
  {
    title: "a tag that AWS reserves",
    operation: "TagResource",
    input: { resourceArn: arnOf("edge", missing), tags: { "aws:team": "shop" } },
    code: "NotFoundException",
    status: 404,
  },
  {
    title: "a change by a caller that can only read",
    operation: "CreatePodIdentityAssociation",
    input: cart,
    caller: "reader",
    code: "AccessDeniedException",
    status: 403,
    model: "service",
  },
  {
    title: "a cluster that does not exist, for a caller that has no right for all",
    operation: "DescribeCluster",
    input: { name: "none" },
    caller: "reader",
    code: "AccessDeniedException",
    status: 403,
    model: "service",
  },
];

/** Errors about the signature, which no model has. */
export const signatureErrors: readonly {
  readonly title: string;
  readonly change: {
    readonly region?: string;
    readonly accessKeyId?: string;
    readonly secretAccessKey?: string;
  };
  readonly code: string;
}[] = [
  {
    title: "another secret",
    change: { secretAccessKey: "x".repeat(40) },
    code: "InvalidSignatureException",
  },
  { title: "another region", change: { region: "eu-west-2" }, code: "InvalidSignatureException" },
  {
    title: "an unknown key",
    change: { accessKeyId: "EKSAPIUNKNOWN0000001" },
    code: "UnrecognizedClientException",
  },
];

/** Returns a matcher for what a client returns for an error: less if it has no types, or does not show other members. */
export function expectedAnswer(
  { errorTypes, showsMembers }: EksClientKind,
  { code, status, clusterName, model = "operation" }: Omit<ExpectedError, "title" | "operation" | "input">,
): EksAnswer {
  const isModeled = model !== "none" && (errorTypes === "service" || model === "operation");
  const members = { members: expect.objectContaining({ clusterName }) };
  return {
    error: expect.objectContaining({
      code,
      message: expect.stringMatching(/\w/),
      ...(errorTypes !== "none" && { status, isModeled }),
      ...(showsMembers && clusterName !== undefined && members),
    }),
  };
}
