/** A mistake in a configuration that no one key shows. */
export interface ConfigProblem {
  /** The key that it is reported at. */
  readonly path: readonly (string | number)[];
  /** What was found, what is allowed, and the fix. */
  readonly message: string;
}
