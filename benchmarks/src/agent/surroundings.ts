/** What is there, and runs already, while something is measured. */
export interface Surroundings {
  /** The tokens of as many pods as are asked about, each of a pod of its own. */
  readonly tokens: readonly string[];
  /** The URL in the EKS Auth API's place, which is served by another process. */
  readonly endpoint: string;
  /** When all credentials that it gives end, in milliseconds since 1970. */
  readonly expiresAt: number;
}
