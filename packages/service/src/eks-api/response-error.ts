import {
  AccessDeniedException,
  BadRequestException,
  InvalidParameterException,
  InvalidRequestException,
  type ModeledErrorOptions,
  NotFoundException,
  ResourceInUseException,
  ResourceLimitExceededException,
  ResourceNotFoundException,
  ServerException,
  ServiceUnavailableException,
  ThrottlingException,
} from "@eks-auth/eks-api-server";
import { KubernetesApiError } from "@eks-auth/kubernetes";
import { maxAssociations } from "../associations/association-editor.ts";
import { AssociationsUnavailableError } from "../associations/associations-unavailable-error.ts";
import { AssociationChangeError } from "../associations/change-error.ts";
import { CallerError } from "../callers/caller-error.ts";
import { UnusableFileError } from "../files/file-error.ts";
import { RequestLimitError } from "../limits/request-limit-error.ts";
import { UnknownClusterError } from "../operation/assume-role-for-pod-identity.ts";
import { AuditUnavailableError } from "../operation/audit-error.ts";
import type { ChangeOperation, EksApiReason, ReadOperation } from "./change.ts";
import { EksApiError } from "./eks-api-error.ts";

/** The request that failed. */
interface FailedRequest {
  readonly operation: ChangeOperation | ReadOperation;
  readonly clusterName: string;
}

type ModelledError = InstanceType<ErrorClass>;
type ErrorClass = new (
  members: { readonly message: string; readonly clusterName?: string },
  options: ModeledErrorOptions,
) => Error;

const expectedReasons = [
  CallerError,
  UnknownClusterError,
  RequestLimitError,
  EksApiError,
  AssociationChangeError,
  AssociationsUnavailableError,
  UnusableFileError,
  AuditUnavailableError,
];

/**
 * Converts the error of a step to the modelled error that the caller gets. Its message has no paths of files and nothing of
 * other callers: the operator has them from the reason.
 *
 * @returns undefined if it is not one of the errors that a step is expected to throw
 */
export function toResponseError(
  reason: unknown,
  request: FailedRequest,
): { readonly reason: EksApiReason; readonly error: ModelledError } | undefined {
  if (!isExpected(reason)) {
    return undefined;
  }
  const [ErrorClass, message] = describe(reason, request);
  const headers: Record<string, string> =
    reason instanceof RequestLimitError
      ? { "retry-after": `${reason.retryAfterSeconds}` }
      : reason.code === "too_many_in_progress"
        ? { "retry-after": "1" }
        : {};
  const members = { message, ...(request.clusterName !== "" && { clusterName: request.clusterName }) };
  return { reason, error: new ErrorClass(members, { cause: reason, headers }) };
}

function isExpected(error: unknown): error is EksApiReason {
  return expectedReasons.some((reason) => error instanceof reason);
}

function describe(reason: EksApiReason, request: FailedRequest): readonly [ErrorClass, message: string] {
  const isOfTags = tagOperations.has(request.operation);
  const { clusterName } = request;
  const Invalid = isOfTags ? BadRequestException : InvalidParameterException;
  const NotFound = isOfTags ? NotFoundException : ResourceNotFoundException;
  switch (reason.code) {
    case "cluster_not_found":
      return [NotFound, `No cluster found for name: ${clusterName}.`];
    case "caller_rate_limited":
    case "cluster_rate_limited":
      return [ThrottlingException, "There are too many requests. Try again later."];
    case "too_many_in_progress":
      return [ThrottlingException, reason.message];
    case "association_id_unknown":
    case "resource_unknown":
      return [NotFound, reason.message];
    case "missing":
      return [NotFound, `The cluster ${clusterName} has no association with this ID.`];
    case "next_token_invalid":
    case "resource_arn_invalid":
      return [Invalid, reason.message];
    case "invalid":
      return [
        Invalid,
        isOfApiServer(reason) ? `The API server does not accept it. ${seeLog}` : reason.message,
      ];
    case "exists":
      return [
        ResourceInUseException,
        "The service account has an association already. Update that one, or delete it first.",
      ];
    case "limit":
      return [
        ResourceLimitExceededException,
        `The cluster ${clusterName} has ${maxAssociations} associations already, which is the limit.`,
      ];
    case "token_reused":
      return [
        InvalidRequestException,
        "The clientRequestToken was used for another request. Use a new one for each association.",
      ];
    case "busy":
      return [ServerException, "Another process changes the associations at the moment. Try again later."];
    case "unwritable":
      return [ServerException, `The change can't be stored. ${seeLog}`];
    case "outcome_unknown":
      return [
        ServerException,
        `It is not known whether the change was made. Read the association before you change it again. ${seeLog}`,
      ];
    case "file_unusable":
      return [ServerException, `The associations can't be read. ${seeLog}`];
    case "associations_unavailable":
      return [ServiceUnavailableException, "The associations can't be read at the moment. Try again later."];
    case "audit_unavailable":
      return [ServiceUnavailableException, "Changes can't be recorded at the moment. Try again later."];
    case "caller_missing":
    case "signature_incomplete":
    case "signature_invalid":
    case "signature_expired":
    case "access_key_unknown":
    case "caller_token_invalid":
    case "caller_denied":
    case "caller_keys_unavailable":
    case "caller_keys_shared":
    case "certificate_unknown":
    case "callers_differ":
    case "cluster_not_allowed":
    case "change_not_allowed":
    case "node_differs":
    case "node_unknown":
      return [AccessDeniedException, `The caller is not allowed to do this in the cluster ${clusterName}.`];
  }
}

/** Whether the API server of the cluster refused a change: its message has internal addresses and names. */
function isOfApiServer({ cause }: Error): boolean {
  return cause instanceof KubernetesApiError;
}

const seeLog = "The log of the service has the reason, with the ID of this request.";

/** Their errors are others than those of associations. */
const tagOperations: ReadonlySet<string> = new Set<FailedRequest["operation"]>([
  "ListTagsForResource",
  "TagResource",
  "UntagResource",
]);
