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
import type { ErrorName } from "@eks-auth/types";
import type { AssociationRuleError } from "../associations/association-rules.ts";
import type { CredentialIssuerError } from "../credentials/credential-issuer.ts";
import type { IssuerUnavailableError } from "../keys/key-source.ts";
import type { UnknownKeyError } from "../keys/unknown-key.ts";
import type { VerifiedToken } from "../token/token-claims.ts";
import type { ExpiredTokenError, InvalidTokenError } from "../token/token-error.ts";
import type { NoAssociationError, UnknownClusterError } from "./assume-role-for-pod-identity.ts";
import type { AuditUnavailableError } from "./audit-error.ts";

/** A request that got credentials. It holds no secret, so it can be logged. */
export interface Grant {
  /** The cluster that the caller named. */
  readonly cluster: string;
  /** The request's ID, which the caller has in `x-amzn-requestid`. */
  readonly requestId: string;
  /** The pod's namespace. */
  readonly namespace: string;
  /** The pod's service account. */
  readonly serviceAccount: string;
  /** The association's ID. */
  readonly association: string;
  /** `arn:aws:sts::111122223333:assumed-role/ROLE/SESSION` */
  readonly assumedRole: string;
  /** When the credentials expire. */
  readonly expiration: Date;
}

/** A request that got no credentials. It holds no secret, so it can be logged. */
export interface Refusal {
  /** The cluster that the caller named. */
  readonly clusterName: string;
  /** The request's ID, which the caller has in `x-amzn-requestid`. */
  readonly requestId: string;
  /** The modelled error that the caller gets: `InvalidTokenException`. */
  readonly error: ErrorName;
  /** Why, in more detail than the caller gets. */
  readonly reason: RefusalReason;
  /** The pod, if its token is valid. Undefined if anyone can send such a request. */
  readonly pod: VerifiedToken | undefined;
}

/** Why a request was refused. Code decides on its `code`; its message is for the operator. */
export type RefusalReason =
  | UnknownClusterError
  | ExpiredTokenError
  | InvalidTokenError
  | IssuerUnavailableError
  | UnknownKeyError
  | NoAssociationError
  | AssociationRuleError
  | CredentialIssuerError
  | AuditUnavailableError;

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
