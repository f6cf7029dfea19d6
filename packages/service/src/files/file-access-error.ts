import { CodedError } from "@eks-auth/server-runtime/coded-error";

/** The codes of a {@link FileAccessError}. */
export const fileAccessErrorCodes = [
  "file_unreadable",
  "file_unwritable",
  "file_not_regular",
  "file_too_large",
  "file_timeout",
  "file_owner_untrusted",
  "file_mode_unsafe",
] as const;

/**
 * Why a file is not read or not written: the system refuses it, it is a directory or a pipe for example, it is too large, its file system
 * hangs, it belongs to another user, or other users can write it (or read it, if it is secret).
 */
export type FileAccessErrorCode = (typeof fileAccessErrorCodes)[number];

/** A file cannot be read or written, or must not be trusted. The message has the path, what was found, and the fix. */
export class FileAccessError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/FileAccessError";
  override readonly name = "FileAccessError";
  readonly code: FileAccessErrorCode;
  readonly path: string;
  /** What was found and the fix, after the path: `is a directory, …`. */
  readonly problem: string;
  /** The system's code, such as `ENOENT`; undefined if the system refused nothing. */
  readonly systemCode: string | undefined;

  /** @param problem - the message after the path */
  constructor(
    code: FileAccessErrorCode,
    path: string,
    problem: string,
    options?: ErrorOptions & { readonly systemCode?: string },
  ) {
    super(`${path} ${problem}`, options);
    this.code = code;
    this.path = path;
    this.problem = problem;
    this.systemCode = options?.systemCode;
  }

  /** For an error of the system. */
  static ofSystem(path: string, cause: unknown): FileAccessError {
    const systemCode = String((cause as NodeJS.ErrnoException).code);
    if (systemCode === "ENXIO") {
      return FileAccessError.ofType(path, "a socket");
    }
    const problem = `can't be read (${systemCode}). Check that it exists and that this process can read it.`;
    return new FileAccessError("file_unreadable", path, problem, { cause, systemCode });
  }

  /** For an error of the system when a file is to be written. */
  static ofUnwritable(path: string, cause: unknown): FileAccessError {
    const systemCode = String((cause as NodeJS.ErrnoException).code);
    if (systemCode === "EISDIR") {
      return FileAccessError.ofType(path, "a directory");
    }
    const problem = `can't be written (${systemCode}). Check that its folder exists and that this process can write there.`;
    return new FileAccessError("file_unwritable", path, problem, { cause, systemCode });
  }

  /** For something that is not a regular file. */
  static ofType(path: string, type: string): FileAccessError {
    return new FileAccessError("file_not_regular", path, `is ${type}. Use a regular file.`);
  }

  /** For a file system that does not respond. */
  static ofTimeout(path: string, reason: string): FileAccessError {
    return new FileAccessError(
      "file_timeout",
      path,
      `is not accessible: ${reason}. Check the file system that it is on.`,
    );
  }
}
