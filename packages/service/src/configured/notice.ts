/** Something that an operator should know: what can't be used or had, or that it can again. It holds no secret. */
export interface LogEvent {
  readonly level: "info" | "warn" | "error";
  /** The cluster that it concerns, if it is one. */
  readonly cluster?: string;
  readonly message: string;
}
