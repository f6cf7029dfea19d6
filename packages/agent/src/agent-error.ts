/**
 * A request that the agent doesn't answer with credentials. The message goes to the pod and into logs: it holds neither a
 * token nor a secret.
 */
export class AgentError extends Error {
  override readonly name = "AgentError";
  /** The HTTP status of the answer. */
  readonly status: number;
  /** What went wrong, in a word that programs may compare: `InvalidTokenException`. */
  readonly code: string;

  /** @param message - what is wrong and what to do, as a sentence */
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
