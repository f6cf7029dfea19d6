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

/** Why the EKS Auth API gave no credentials. */
export class UpstreamError extends AgentError {
  /**
   * Whether the API said that the pod must not have credentials (any more). If not, what it has stays in use while it
   * is valid.
   */
  readonly dropsCredentials: boolean;
  /** What the API calls the request in its own records, where it answered. */
  readonly requestId: string | undefined;
  /** Why the agent has no AWS credentials of its own, where that is the reason: for the operator, not the pod. */
  readonly credentialsProblem: string | undefined;

  constructor(
    answer: { readonly status: number; readonly code: string; readonly message: string },
    about: {
      readonly dropsCredentials: boolean;
      readonly requestId?: string | undefined;
      readonly credentialsProblem?: string | undefined;
    },
  ) {
    super(answer.status, answer.code, answer.message);
    this.dropsCredentials = about.dropsCredentials;
    this.requestId = about.requestId;
    this.credentialsProblem = about.credentialsProblem;
  }
}
