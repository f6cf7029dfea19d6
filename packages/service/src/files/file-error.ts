/** One thing that is wrong in a file. */
export interface FileProblem {
  /** Where it stands, counted from 1. */
  readonly line: number;
  /** What stands there, what is allowed and what to do. */
  readonly message: string;
}

/** A file can't be used. The message has a line for each problem, with the file's name and line. */
export class UnusableFileError extends Error {
  override readonly name = "UnusableFileError";

  /** The problems, in the file's order; none where it is about the file as a whole. */
  readonly problems: readonly FileProblem[];

  private constructor(message: string, problems: readonly FileProblem[], options?: ErrorOptions) {
    super(message, options);
    this.problems = problems;
  }

  /** For a file that can be read but not used. */
  static ofProblems(path: string, problems: readonly FileProblem[]): UnusableFileError {
    const inOrder = problems.toSorted((one, other) => one.line - other.line);
    return new UnusableFileError(
      inOrder.map(({ line, message }) => `${path}:${line}: ${message}`).join("\n"),
      inOrder,
    );
  }

  /** For a file that can't be read. */
  static ofUnreadable(path: string, cause: unknown): UnusableFileError {
    const code = cause instanceof Error && "code" in cause ? ` (${cause.code})` : "";
    return UnusableFileError.ofWhole(
      `${path}: the file can't be read${code}. Check that it is there and that this process may read it.`,
      cause,
    );
  }

  /** For what is wrong with a file as a whole, or with a directory. The message names it. */
  static ofWhole(message: string, cause: unknown): UnusableFileError {
    return new UnusableFileError(message, [], { cause });
  }
}
