import { CodedError } from "@eks-auth/server-runtime/coded-error";
import { FileAccessError } from "./file-access-error.ts";

/** One problem at a line of a file. */
export interface LineProblem {
  /** The line, counted from 1. */
  readonly line: number;
  /** What was found, what is allowed, and the fix. */
  readonly message: string;
}

/** One problem of a file or a directory. */
export interface FileProblem {
  readonly path: string;
  /** The line, counted from 1; undefined for a problem of the whole file or directory. */
  readonly line: number | undefined;
  /** What was found, what is allowed, and the fix. It names the file if there is no line. */
  readonly message: string;
}

/** An error lists at most this many problems of a file, so that neither it nor the log grows with the file. */
export const maxProblems = 100;

/** A file or a directory cannot be used. The message has one line for each problem, with path and line number. */
export class UnusableFileError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/UnusableFileError";
  override readonly name = "UnusableFileError";
  readonly code = "file_unusable";

  /** The problems, ordered by line; at least one. If there are more than 100, the last one says so. */
  readonly problems: readonly FileProblem[];

  private constructor(problems: readonly FileProblem[], options?: ErrorOptions) {
    super(problems.map(formatFileProblem).join("\n"), options);
    this.problems = problems;
  }

  /**
   * For a file that can be read but not used.
   *
   * @param problems - at least one; of more than 100, only the first are listed
   */
  static ofProblems(path: string, problems: readonly LineProblem[]): UnusableFileError {
    const ordered = problems.toSorted((one, other) => one.line - other.line);
    const rest = ordered[maxProblems];
    const listed = ordered.slice(0, maxProblems);
    if (rest !== undefined) {
      const message = `more problems begin here; only the first ${maxProblems} are listed. Fix those first.`;
      listed.push({ line: rest.line, message });
    }
    return new UnusableFileError(listed.map((problem) => ({ path, ...problem })));
  }

  /** For a file that cannot be read or must not be trusted. */
  static ofUnreadable(path: string, cause: FileAccessError): UnusableFileError {
    return UnusableFileError.ofWhole(path, `${path}: the file ${cause.problem}`, cause);
  }

  /**
   * For a problem of a whole file or directory.
   *
   * @param message - names the file
   */
  static ofWhole(path: string, message: string, cause: unknown): UnusableFileError {
    return new UnusableFileError([{ path, line: undefined, message }], { cause });
  }
}

/** Formats a problem in one line: `associations.yaml:3: …`. */
export function formatFileProblem({ path, line, message }: FileProblem): string {
  return line === undefined ? message : `${path}:${line}: ${message}`;
}

/** The code of a system error, or of the one that a file access failed with: `ENOENT`. Undefined if there is none. */
export function systemErrorCode(error: unknown): string | undefined {
  if (error instanceof FileAccessError) {
    return error.systemCode;
  }
  return error instanceof Error && !(error instanceof CodedError) && "code" in error
    ? String(error.code)
    : undefined;
}
