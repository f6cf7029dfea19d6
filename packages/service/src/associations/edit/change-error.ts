import { CodedError } from "@eks-auth/server-runtime/coded-error";
import { systemErrorCode } from "../../files/file-error.ts";

/** The codes of {@link AssociationChangeError}. */
export const changeErrorCodes = ["exists", "missing", "invalid", "busy", "unwritable"] as const;

/**
 * Why an association file was not changed: the association exists already, or is missing, or is not valid; another
 * process is changing the file; or the file cannot be written.
 */
export type ChangeErrorCode = (typeof changeErrorCodes)[number];

/** An association file was not changed. The message has the reason and the fix. */
export class AssociationChangeError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/AssociationChangeError";
  override readonly name = "AssociationChangeError";
  readonly code: ChangeErrorCode;

  constructor(code: ChangeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  /** For a file that the system does not let this process write. */
  static ofUnwritable(path: string, cause: unknown): AssociationChangeError {
    const code = systemErrorCode(cause) ?? String(cause);
    return new AssociationChangeError(
      "unwritable",
      `${path} can't be written (${code}${describeSystemCode(code)}). It is unchanged. Check that its folder exists, that this process can write to it and that the disk has space.`,
      { cause },
    );
  }
}

function describeSystemCode(code: string): string {
  const descriptions: Record<string, string> = {
    EACCES: "no permission",
    EDQUOT: "the quota is used up",
    EFBIG: "the file would be larger than this process can write",
    ENOENT: "its folder does not exist",
    ENOSPC: "no space is left",
    EROFS: "its file system is read-only",
  };
  return code in descriptions ? `: ${descriptions[code]}` : "";
}
