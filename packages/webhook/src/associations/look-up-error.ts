import { CodedError } from "@eks-auth/server-runtime/coded-error";

/**
 * Whether a service account has an association can't be found out now. The message is for the pod's owner, and has no
 * secret.
 */
export class LookUpError extends CodedError {
  static override readonly brand: string = "@eks-auth/webhook/LookUpError";
  override readonly name = "LookUpError";
  readonly code = "look_up_failed";
}
