import { CodedError } from "@eks-auth/server-runtime/coded-error";

/** Credentials were not returned, because their record can't be written. To be thrown by `onGrant`. */
export class AuditUnavailableError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/AuditUnavailableError";
  override readonly name = "AuditUnavailableError";
  readonly code = "audit_unavailable";

  /** @param problem - what failed and how to fix it, for operators: "Standard error has no reader (EPIPE)." */
  constructor(problem: string, options?: ErrorOptions) {
    super(`The credentials' record can't be written. ${problem}`, options);
  }
}
