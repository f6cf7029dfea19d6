/** Options of a {@link CommandError}. */
export interface CommandErrorOptions extends ErrorOptions {
  /** `command_failed` unless given. */
  readonly code?: string;
}

/**
 * A command can't continue. The message is for people: what failed, the reason, and the fix.
 *
 * It doesn't extend `CodedError` of `@eks-auth/server-runtime`, because commands must run before that package is built.
 */
export class CommandError extends Error {
  override readonly name: string = "CommandError";
  /** What went wrong, for code to decide on. */
  readonly code: string;

  constructor(message: string, { code = "command_failed", ...options }: CommandErrorOptions = {}) {
    super(message, options);
    this.code = code;
  }
}

/** A tool is missing or too old on this machine: Java, Maven, Python and the like. Its code is `tool_unavailable`. */
export class ToolUnavailableError extends CommandError {
  override readonly name: string = "ToolUnavailableError";

  constructor(message: string, options: ErrorOptions = {}) {
    super(message, { ...options, code: "tool_unavailable" });
  }
}

/** Whether an error has the code `tool_unavailable`. Commands then use a fallback, and tests are skipped. */
export function isToolUnavailable(error: unknown): error is Error {
  return codeOf(error) === "tool_unavailable";
}

/** The code of an error of this project, such as `command_failed`. Codes of Node.js are in upper case: `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^[a-z][a-z0-9_]*$/.test(code) ? code : undefined;
}
