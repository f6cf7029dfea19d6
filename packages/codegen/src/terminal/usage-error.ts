/** The command line is not valid. The message says what would be. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
}
