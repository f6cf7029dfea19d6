import { CodedError } from "@eks-auth/server-runtime/coded-error";

/** The API server says that a token is not valid any more, for example because its pod was deleted. */
export class RevokedTokenError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/RevokedTokenError";
  override readonly name = "RevokedTokenError";
  readonly code = "token_revoked";

  /** @param problem - what the API server answered: "The API server does not accept the token." */
  constructor(problem: string) {
    super(`${problem} Check that the pod, its node and its service account still exist.`);
  }
}

/** The API server can't be asked whether a token is still valid. */
export class RevocationUnavailableError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/RevocationUnavailableError";
  override readonly name = "RevocationUnavailableError";
  readonly code = "revocation_unavailable";

  /** @param problem - what failed and how to fix it, without a secret */
  constructor(problem: string, options?: ErrorOptions) {
    super(`The API server can't be asked whether the token is still valid. ${problem}`, options);
  }
}
