import {
  AccessDeniedException,
  ExpiredTokenException,
  InvalidParameterException,
  InvalidRequestException,
  InvalidTokenException,
  type ModeledErrorOptions,
  ResourceNotFoundException,
  ServiceUnavailableException,
  ThrottlingException,
} from "@eks-auth/server";
import { AssociationRuleError } from "../associations/association-rules.ts";
import { AssociationsUnavailableError } from "../associations/associations-unavailable-error.ts";
import { CallerError, type CallerResponseError, toCallerResponse } from "../callers/caller-error.ts";
import { CredentialIssuerError } from "../credentials/credential-issuer.ts";
import { IssuerUnavailableError } from "../keys/key-source.ts";
import { UnknownKeyError } from "../keys/unknown-key.ts";
import { RequestLimitError } from "../limits/request-limit-error.ts";
import { DeniedError } from "../revocation/denied-error.ts";
import { RevocationUnavailableError, RevokedTokenError } from "../revocation/revocation-error.ts";
import { ExpiredTokenError, InvalidTokenError } from "../token/token-error.ts";
import { NoAssociationError, UnknownClusterError } from "./assume-role-for-pod-identity.ts";
import { AuditUnavailableError } from "./audit-error.ts";
import type { ModelledError, RefusalReason } from "./decision.ts";
import type { UnexpectedError } from "./unexpected-error.ts";

/** The response header with the code of the reason, such as `cluster_not_found`, for agents and `eks-auth doctor`. */
const reasonHeader = "x-eks-auth-reason";

/**
 * Converts the error of a step of the operation to the error that the caller gets: a modelled error, except if the caller
 * is at fault. Its message has no details: they would help an attacker who tries out tokens, and the operator has them from
 * the reason. The code of the reason of a modelled error says hardly more than its name and message, so it is sent in a
 * header.
 *
 * @returns undefined if it is not one of the errors that a step is expected to throw
 */
export function toResponseError(
  reason: unknown,
): { reason: ExpectedReason | CallerError; error: ModelledError | CallerResponseError } | undefined {
  if (reason instanceof CallerError) {
    return { reason, error: toCallerResponse(reason) };
  }
  if (!isExpected(reason)) {
    return undefined;
  }
  const [ErrorClass, message] = modelledErrors[reason.code];
  const headers = { [reasonHeader]: reason.code, ...describeRetry(reason) };
  return { reason, error: new ErrorClass({ message }, { cause: reason, headers }) };
}

/** Says when to try again, if the answer will be the same until then. */
function describeRetry(reason: RefusalReason): Readonly<Record<string, string>> {
  return "retryAfterSeconds" in reason ? { "retry-after": `${reason.retryAfterSeconds}` } : {};
}

/** An error that a step, or the record of the decision, is expected to throw. */
type ExpectedReason = Exclude<RefusalReason, UnexpectedError | CallerError>;

function isExpected(error: unknown): error is ExpectedReason {
  return expectedReasons.some((reason) => error instanceof reason);
}

const expectedReasons = [
  UnknownClusterError,
  RequestLimitError,
  DeniedError,
  RevokedTokenError,
  RevocationUnavailableError,
  ExpiredTokenError,
  InvalidTokenError,
  IssuerUnavailableError,
  UnknownKeyError,
  NoAssociationError,
  AssociationsUnavailableError,
  AssociationRuleError,
  CredentialIssuerError,
  AuditUnavailableError,
];

/**
 * The modelled error of each code. A problem with this service's own AWS credentials is `unavailable` and never an
 * ExpiredTokenException: that would make agents drop the pod's credentials, and the pod is not at fault.
 */
const modelledErrors: Readonly<Record<ExpectedReason["code"], readonly [ModelledErrorClass, string]>> = {
  cluster_not_found: [ResourceNotFoundException, "The cluster was not found."],
  caller_rate_limited: [ThrottlingException, "The caller sends too many requests."],
  cluster_rate_limited: [ThrottlingException, "There are too many requests for the cluster."],
  // The operator decided so, and agents should drop the credentials.
  denied: [AccessDeniedException, "The token is not allowed."],
  token_revoked: [InvalidTokenException, "The token is not valid any more."],
  revocation_unavailable: [ServiceUnavailableException, "The token can't be verified at the moment."],
  token_expired: [ExpiredTokenException, "The token has expired."],
  token_invalid: [InvalidTokenException, "The token is not valid."],
  issuer_unavailable: [ServiceUnavailableException, "The token can't be verified at the moment."],
  unknown_key: [ServiceUnavailableException, "The token can't be verified at the moment."],
  association_not_found: [ResourceNotFoundException, "The service account has no pod identity association."],
  // The operator decided that these pods must not have the role, so agents should drop its credentials.
  role_not_allowed: [AccessDeniedException, "The role is not allowed."],
  // A mistake in the association. Credentials from before it are still good.
  external_id_reserved: [InvalidRequestException, "The association's external ID is not allowed."],
  globs_too_complex: [InvalidRequestException, "The globs of associations are too complex."],
  associations_unavailable: [ServiceUnavailableException, "The association can't be read at the moment."],
  role_refused: [AccessDeniedException, "The role does not let this service assume it."],
  invalid_request: [InvalidRequestException, "The association asks for a session that can't be made."],
  invalid_parameter: [InvalidParameterException, "A value of the association is out of its limits."],
  throttled: [ThrottlingException, "There are too many requests at the moment."],
  unavailable: [ServiceUnavailableException, "Credentials can't be issued at the moment."],
  audit_unavailable: [ServiceUnavailableException, "Credentials can't be issued at the moment."],
};

type ModelledErrorClass = new (members: { message: string }, options: ModeledErrorOptions) => ModelledError;
