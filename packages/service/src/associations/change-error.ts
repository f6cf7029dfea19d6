import { CodedError } from "@eks-auth/server-runtime/coded-error";
import { systemErrorCode } from "../files/file-error.ts";

/** The codes of {@link AssociationChangeError}. */
export const changeErrorCodes = [
  "exists",
  "missing",
  "invalid",
  "limit",
  "token_reused",
  "busy",
  "unwritable",
  "outcome_unknown",
] as const;

/**
 * Why associations were not changed: the association exists already, or is missing, or is not valid; the cluster has as many
 * as it can have; a request token was used for another association; another process is changing them; or they cannot be
 * written. After `outcome_unknown` they may have been changed: the API server did not say.
 */
export type ChangeErrorCode = (typeof changeErrorCodes)[number];

/** Associations were not changed, or it is not known. The message has the reason and the fix. */
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
    const { reason, fix = defaultFix } = reasons[code] ?? {};
    return new AssociationChangeError(
      "unwritable",
      `${path} can't be written (${code}${reason === undefined ? "" : `: ${reason}`}). It is unchanged. ${fix}`,
      { cause },
    );
  }
}

const defaultFix =
  "Check that its folder exists, that this process can write to it and that the disk has space.";

const reasons: Readonly<Record<string, { readonly reason: string; readonly fix?: string }>> = {
  EACCES: { reason: "no permission" },
  EBUSY: {
    reason: "the file itself is a mount, so no other file can replace it",
    fix: "Mount the folder of the file instead of the file, and in Kubernetes do so without subPath.",
  },
  EDQUOT: { reason: "the quota is used up" },
  EFBIG: { reason: "the file would be larger than this process can write" },
  ENOENT: { reason: "its folder does not exist" },
  ENOSPC: { reason: "no space is left" },
  EROFS: {
    reason: "its file system is read-only",
    fix: "Mount it writable. A ConfigMap never is: change the ConfigMap itself.",
  },
};
