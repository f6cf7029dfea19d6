import {
  AccessDeniedException,
  ExpiredTokenException,
  InvalidParameterException,
  InvalidRequestException,
  InvalidTokenException,
  ResourceNotFoundException,
  ServiceUnavailableException,
  ThrottlingException,
} from "@eks-auth/server";
import { CredentialIssuerError } from "../credentials/credential-issuer.ts";
import { IssuerUnavailableError } from "../keys/key-source.ts";
import { ExpiredTokenError, InvalidTokenError } from "../token/token-error.ts";
import { NoAssociationError, UnknownClusterError } from "./assume-role-for-pod-identity.ts";
import type { ModelledError, RefusalReason } from "./decision.ts";

/**
 * Converts the error of a step of the operation to a modelled error. The modelled error's message has no details: they
 * would help an attacker who tries out tokens, and the operator has them from the reason.
 *
 * @returns undefined if it is not one of the errors that a step is expected to throw
 */
export function toModelledError(
  reason: unknown,
): { reason: RefusalReason; error: ModelledError } | undefined {
  return isRefusalReason(reason)
    ? { reason, error: modelledErrors[reason.code]({ cause: reason }) }
    : undefined;
}

function isRefusalReason(error: unknown): error is RefusalReason {
  return refusalReasons.some((reason) => error instanceof reason);
}

const refusalReasons = [
  UnknownClusterError,
  ExpiredTokenError,
  InvalidTokenError,
  IssuerUnavailableError,
  NoAssociationError,
  CredentialIssuerError,
];

/**
 * The modelled error of each code. A problem with this service's own AWS credentials is `unavailable` and never an
 * ExpiredTokenException: that would make agents drop the pod's credentials, and the pod is not at fault.
 */
const modelledErrors: Readonly<Record<RefusalReason["code"], (options: ErrorOptions) => ModelledError>> = {
  cluster_not_found: (options) =>
    new ResourceNotFoundException({ message: "The cluster was not found." }, options),
  token_expired: (options) => new ExpiredTokenException({ message: "The token has expired." }, options),
  token_invalid: (options) => new InvalidTokenException({ message: "The token is not valid." }, options),
  issuer_unavailable: (options) =>
    new ServiceUnavailableException({ message: "The token can't be verified at the moment." }, options),
  association_not_found: (options) =>
    new ResourceNotFoundException(
      { message: "The service account has no pod identity association." },
      options,
    ),
  role_refused: (options) =>
    new AccessDeniedException({ message: "The role does not let this service assume it." }, options),
  invalid_request: (options) =>
    new InvalidRequestException(
      { message: "The association asks for a session that can't be made." },
      options,
    ),
  invalid_parameter: (options) =>
    new InvalidParameterException({ message: "A value of the association is out of its limits." }, options),
  throttled: (options) =>
    new ThrottlingException({ message: "There are too many requests at the moment." }, options),
  unavailable: (options) =>
    new ServiceUnavailableException({ message: "Credentials can't be issued at the moment." }, options),
};
