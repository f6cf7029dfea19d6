/** Where decisions are recorded: a file or standard output. */
export interface AuditConfig {
  /** The file that the lines are appended to. */
  readonly file?: string | undefined;
  /** Whether the lines go to standard output. */
  readonly stdout?: true | undefined;
}
