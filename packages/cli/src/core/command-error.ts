/** A command can't do its work. The message says what is wrong, where and what to do, and holds no secret. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
