import { CodedError } from "@eks-auth/server-runtime/coded-error";

/** A valid token is on the deny list. */
export class DeniedError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/DeniedError";
  override readonly name = "DeniedError";
  readonly code = "denied";

  /**
   * @param kind - what of the token is on the list: `podUid`
   * @param value - as it is on the list
   * @param reason - that of the entry, if it has one
   */
  constructor(kind: string, value: string, reason: string | undefined) {
    const because = reason === undefined ? "" : ` because: ${reason}`;
    super(`The deny list has the token's ${kind} ${value}${because}. Remove the entry to allow it.`);
  }
}
