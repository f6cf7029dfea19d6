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
import { type CredentialErrorCode, CredentialIssuerError } from "../credentials/credential-issuer.ts";
import { IssuerUnavailableError } from "../keys/key-source.ts";
import { ExpiredTokenError, InvalidTokenError } from "../token/token-error.ts";
import { NoAssociationError, UnknownClusterError } from "./assume-role-for-pod-identity.ts";

/** Why a request was refused, each with a message for the operator. */
export type RefusalReason =
  | UnknownClusterError
  | ExpiredTokenError
  | InvalidTokenError
  | IssuerUnavailableError
  | NoAssociationError
  | CredentialIssuerError;

/** The modelled errors that a refused caller may be answered with. */
export type ModelledError =
  | AccessDeniedException
  | ExpiredTokenException
  | InvalidParameterException
  | InvalidRequestException
  | InvalidTokenException
  | ResourceNotFoundException
  | ServiceUnavailableException
  | ThrottlingException;

/** A request that got no credentials. It holds no secret, so it may be logged. */
export interface Refusal {
  /** The cluster that the caller named. */
  readonly clusterName: string;
  /** The request's ID, which the caller has in `x-amzn-requestid`. */
  readonly requestId: string;
  /** The error that the caller is answered with, `InvalidTokenException`. */
  readonly answer: ModelledError["name"];
  /** Why, in more detail than the caller is told. */
  readonly reason: RefusalReason;
}

/**
 * Chooses the modelled error for a step's error. Its message says no more than its name: details would help
 * whoever tries tokens out, and the operator has them from the reason.
 *
 * @returns `undefined` where the error is none of a step's own, so not foreseen
 */
export function answerRefusal(reason: unknown): { reason: RefusalReason; answer: ModelledError } | undefined {
  const options = { cause: reason };
  if (reason instanceof UnknownClusterError) {
    return {
      reason,
      answer: new ResourceNotFoundException({ message: "The cluster was not found." }, options),
    };
  }
  if (reason instanceof ExpiredTokenError) {
    return { reason, answer: new ExpiredTokenException({ message: "The token has expired." }, options) };
  }
  if (reason instanceof InvalidTokenError) {
    return { reason, answer: new InvalidTokenException({ message: "The token is not valid." }, options) };
  }
  if (reason instanceof NoAssociationError) {
    const message = "The service account has no pod identity association.";
    return { reason, answer: new ResourceNotFoundException({ message }, options) };
  }
  if (reason instanceof IssuerUnavailableError) {
    const message = "The token can't be verified at the moment.";
    return { reason, answer: new ServiceUnavailableException({ message }, options) };
  }
  if (reason instanceof CredentialIssuerError) {
    return { reason, answer: credentialAnswers[reason.kind](options) };
  }
  return undefined;
}

/**
 * Where our own credentials have expired or are wrong, that is `unavailable`: agents drop a pod's credentials at an
 * ExpiredTokenException, and the pod is not at fault.
 */
const credentialAnswers: Readonly<Record<CredentialErrorCode, (options: ErrorOptions) => ModelledError>> = {
  "role refused": (options) =>
    new AccessDeniedException({ message: "The role does not let this service assume it." }, options),
  "invalid request": (options) =>
    new InvalidRequestException(
      { message: "The association asks for a session that can't be made." },
      options,
    ),
  "invalid parameter": (options) =>
    new InvalidParameterException({ message: "A value of the association is out of its limits." }, options),
  throttled: (options) =>
    new ThrottlingException({ message: "There are too many requests at the moment." }, options),
  unavailable: (options) =>
    new ServiceUnavailableException({ message: "Credentials can't be issued at the moment." }, options),
};
