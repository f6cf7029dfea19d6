import type {
  AccessDeniedException,
  ExpiredTokenException,
  InvalidParameterException,
  InvalidRequestException,
  InvalidTokenException,
  ResourceNotFoundException,
  ServiceUnavailableException,
  ThrottlingException,
} from "@eks-auth/server";
import type { AssociationRuleError } from "../associations/association-rules.ts";
import type { AssociationsUnavailableError } from "../associations/associations-unavailable-error.ts";
import type { Caller } from "../callers/caller.ts";
import type { CallerError } from "../callers/caller-error.ts";
import type { CredentialIssuerError, IssuedCredentials } from "../credentials/credential-issuer.ts";
import type { IssuerUnavailableError } from "../keys/key-source.ts";
import type { UnknownKeyError } from "../keys/unknown-key.ts";
import type { RequestLimitError } from "../limits/request-limit-error.ts";
import type { DeniedError } from "../revocation/denied-error.ts";
import type { RevocationUnavailableError, RevokedTokenError } from "../revocation/revocation-error.ts";
import type { VerifiedToken } from "../token/token-claims.ts";
import type { ExpiredTokenError, InvalidTokenError } from "../token/token-error.ts";
import type { NoAssociationError, UnknownClusterError } from "./assume-role-for-pod-identity.ts";
import type { AuditUnavailableError } from "./audit-error.ts";
import type { UnexpectedError } from "./unexpected-error.ts";

/** The service's decision on a request. It holds no secret, so it can be recorded. */
export type Decision = Grant | Refusal;

/** The request that was decided on. */
export interface DecidedRequest {
  /** When it was decided. */
  readonly time: Date;
  /** The request's ID, which the caller has in `x-amzn-requestid`. */
  readonly requestId: string;
  /** The cluster that the caller named. */
  readonly cluster: string;
  /** The caller, if the service authenticates callers. */
  readonly caller: Caller | undefined;
  /** The IP address of the client, if the server knows it; that of the proxy in front of it, unless the proxy is trusted. */
  readonly clientAddress: string | undefined;
}

/** A request that got credentials. */
export interface Grant extends DecidedRequest {
  readonly outcome: "granted";
  /** The pod. */
  readonly pod: VerifiedToken;
  /** The association of its service account. */
  readonly association: DecidedAssociation;
  /** The credentials, without their secrets. */
  readonly credentials: Omit<IssuedCredentials, "secretAccessKey" | "sessionToken">;
}

/** A request that got no credentials. */
export interface Refusal extends DecidedRequest {
  readonly outcome: "refused";
  /** The name of the error that the caller gets: `InvalidTokenException`. */
  readonly error: string;
  /** Why, in more detail than the caller gets. */
  readonly reason: RefusalReason;
  /** The pod, if its token is valid. */
  readonly pod: VerifiedToken | undefined;
  /** The association of its service account, if it was found. */
  readonly association: DecidedAssociation | undefined;
}

/** The association that was decided with. */
export interface DecidedAssociation {
  readonly id: string;
  readonly roleArn: string;
  /** The second role, if there is one. The credentials are those of its session. */
  readonly targetRoleArn: string | undefined;
}

/** Why a request was refused. Code decides on its `code`; its message is for the operator. */
export type RefusalReason =
  | CallerError
  | UnknownClusterError
  | RequestLimitError
  | DeniedError
  | RevokedTokenError
  | RevocationUnavailableError
  | ExpiredTokenError
  | InvalidTokenError
  | IssuerUnavailableError
  | UnknownKeyError
  | NoAssociationError
  | AssociationsUnavailableError
  | AssociationRuleError
  | CredentialIssuerError
  | AuditUnavailableError
  | UnexpectedError;

/** The modelled errors that the caller of a refused request can get. */
export type ModelledError =
  | AccessDeniedException
  | ExpiredTokenException
  | InvalidParameterException
  | InvalidRequestException
  | InvalidTokenException
  | ResourceNotFoundException
  | ServiceUnavailableException
  | ThrottlingException;
