/** Why an association file wasn't changed. */
export type ChangeErrorCode = "exists" | "missing" | "invalid" | "busy" | "unwritable";

/** An association file wasn't changed. The message says why and what to do. */
export class AssociationChangeError extends Error {
  override readonly name = "AssociationChangeError";
  /** Why: for code that tells these apart. */
  readonly reason: ChangeErrorCode;

  constructor(reason: ChangeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }

  /** For a file that the machine doesn't let us write. */
  static ofUnwritable(path: string, cause: unknown): AssociationChangeError {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
    return new AssociationChangeError(
      "unwritable",
      `${path} can't be written (${code}${describeCode(code)}). It is as it was. Check that its folder is there, that this process may write to it and that the disk has room.`,
      { cause },
    );
  }
}

function describeCode(code: string): string {
  const words: Record<string, string> = {
    EACCES: "no permission",
    EDQUOT: "the quota is used up",
    EFBIG: "the file would be larger than this process may write",
    ENOENT: "its folder isn't there",
    ENOSPC: "no space is left",
    EROFS: "its file system is read-only",
  };
  return code in words ? `: ${words[code]}` : "";
}
