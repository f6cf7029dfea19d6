/** A file with a pod's token, for as long as a command runs. */
export interface HeldToken {
  /** Its absolute path. */
  readonly path: string;
  /** Removes what was made for this run. */
  stop(): Promise<void>;
}
