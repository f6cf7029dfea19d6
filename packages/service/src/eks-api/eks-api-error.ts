import { CodedError } from "@eks-auth/server-runtime/coded-error";

/** The codes of {@link EksApiError}. */
export const eksApiErrorCodes = [
  "association_id_unknown",
  "next_token_invalid",
  "resource_arn_invalid",
  "resource_unknown",
  "too_many_in_progress",
] as const;

/** Why a request of the EKS API can't be answered. */
export type EksApiErrorCode = (typeof eksApiErrorCodes)[number];

/** A request of the EKS API asks for something that is not there or can't be, or for too much at once. Its message is for the caller, too. */
export class EksApiError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/EksApiError";
  override readonly name = "EksApiError";
  readonly code: EksApiErrorCode;

  constructor(code: EksApiErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
