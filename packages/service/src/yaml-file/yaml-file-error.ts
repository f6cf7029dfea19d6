/** One thing that is wrong in a file. */
export interface FileProblem {
  /** Where it stands, counted from 1. */
  readonly line: number;
  /** What stands there, what is allowed and what to do. */
  readonly message: string;
}

/** A YAML file can't be used. The message has a line for each problem, with the file's name and line. */
export class YamlFileError extends Error {
  override readonly name = "YamlFileError";

  /** The problems, in the file's order; none where the file can't be read at all. */
  readonly problems: readonly FileProblem[];

  private constructor(message: string, problems: readonly FileProblem[], options?: ErrorOptions) {
    super(message, options);
    this.problems = problems;
  }

  /** For a file that can be read but not used. */
  static ofProblems(path: string, problems: readonly FileProblem[]): YamlFileError {
    const inOrder = problems.toSorted((one, other) => one.line - other.line);
    return new YamlFileError(
      inOrder.map(({ line, message }) => `${path}:${line}: ${message}`).join("\n"),
      inOrder,
    );
  }

  /** For a file that can't be read. */
  static ofUnreadable(path: string, cause: unknown): YamlFileError {
    const code = cause instanceof Error && "code" in cause ? ` (${cause.code})` : "";
    return new YamlFileError(
      `${path}: the file can't be read${code}. Check that it is there and that this process may read it.`,
      [],
      { cause },
    );
  }
}
