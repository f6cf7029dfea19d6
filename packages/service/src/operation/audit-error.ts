import { CodedError } from "@eks-auth/server-runtime/coded-error";

/** A decision can't be recorded, so the caller gets no credentials and not even the decision. `onDecision` throws it. */
export class AuditUnavailableError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/AuditUnavailableError";
  override readonly name = "AuditUnavailableError";
  readonly code = "audit_unavailable";

  /** @param problem - what failed and how to fix it, for operators: "Standard error has no reader (EPIPE)." */
  constructor(problem: string, options?: ErrorOptions) {
    super(`The decision can't be recorded. ${problem}`, options);
  }
}
