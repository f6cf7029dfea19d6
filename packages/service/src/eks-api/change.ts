import type { AssociationsUnavailableError } from "../associations/associations-unavailable-error.ts";
import type { AssociationChangeError } from "../associations/change-error.ts";
import type { Caller } from "../callers/caller.ts";
import type { CallerError } from "../callers/caller-error.ts";
import type { UnusableFileError } from "../files/file-error.ts";
import type { RequestLimitError } from "../limits/request-limit-error.ts";
import type { UnknownClusterError } from "../operation/assume-role-for-pod-identity.ts";
import type { AuditUnavailableError } from "../operation/audit-error.ts";
import type { UnexpectedError } from "../operation/unexpected-error.ts";
import type { EksApiError } from "./eks-api-error.ts";

/** The operations that change associations. */
export type ChangeOperation =
  | "CreatePodIdentityAssociation"
  | "UpdatePodIdentityAssociation"
  | "DeletePodIdentityAssociation"
  | "TagResource"
  | "UntagResource";

/** The operations that only read. */
export type ReadOperation =
  | "DescribePodIdentityAssociation"
  | "ListPodIdentityAssociations"
  | "DescribeCluster"
  | "ListClusters"
  | "ListTagsForResource";

/** A change of an association by the EKS API, or its failure. It holds no secret, so it can be recorded. */
export type AssociationChange = CompletedChange | RefusedChange | UnknownChange;

/** The request for a change. */
export interface ChangeRequest {
  /** When the change was completed or refused. */
  readonly time: Date;
  /** The request's ID, which the caller has in `x-amzn-requestid`. */
  readonly requestId: string;
  readonly operation: ChangeOperation;
  /** The cluster that the caller named. */
  readonly cluster: string;
  /** The caller, if the service authenticates callers. */
  readonly caller: Caller | undefined;
  /** The IP address of the client, if the server knows it; that of the proxy in front of it, unless the proxy is trusted. */
  readonly clientAddress: string | undefined;
}

/** A change that is stored and in force. */
export interface CompletedChange extends ChangeRequest {
  readonly outcome: "changed";
  /** The association after the change; before it, if it was deleted. */
  readonly association: Required<ChangedAssociation>;
  /** The members that the request set: `roleArn`, `policy`, `tags`. */
  readonly members: readonly string[];
}

/** A change that was not made. */
export interface RefusedChange extends ChangeRequest {
  readonly outcome: "refused";
  /** The name of the error that the caller gets: `ResourceInUseException`. */
  readonly error: string;
  /** Why, in more detail than the caller gets. */
  readonly reason: EksApiReason | UnexpectedError;
  /** The association, as far as the request names it. */
  readonly association: ChangedAssociation;
}

/** A change that may have been made: the API server of the cluster did not say. */
export interface UnknownChange extends Omit<RefusedChange, "outcome"> {
  readonly outcome: "unknown";
}

/** A request that changes nothing, and was refused. */
export interface RefusedRead extends Omit<ChangeRequest, "operation"> {
  readonly operation: ReadOperation;
  /** The name of the error that the caller gets: `ResourceNotFoundException`. */
  readonly error: string;
  /** Why, in more detail than the caller gets. */
  readonly reason: EksApiReason | UnexpectedError;
}

/** The association of a change. */
export interface ChangedAssociation {
  readonly id?: string | undefined;
  readonly namespace?: string | undefined;
  readonly serviceAccount?: string | undefined;
  readonly roleArn?: string | undefined;
  readonly targetRoleArn?: string | undefined;
}

/** Why a request of the EKS API was refused, if that is expected. Code decides on its `code`; its message is for the operator. */
export type EksApiReason =
  | CallerError
  | UnknownClusterError
  | RequestLimitError
  | EksApiError
  | AssociationChangeError
  | AssociationsUnavailableError
  | UnusableFileError
  | AuditUnavailableError;
