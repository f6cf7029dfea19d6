/** The API server of a cluster. */
export interface ApiServerConfig {
  /** `https://10.0.0.10:6443` */
  readonly url: string;
  /** The CA certificates, PEM, that its certificate must be signed by. By default those included in Node.js. */
  readonly caFile?: string | undefined;
  /** The token that the service authenticates with. The file is read again when it changes. */
  readonly tokenFile: string;
}

/** How to find out that a token was revoked before it expires. */
export type RevocationCheck = "tokenReview";

/** What happens to requests while revocation can't be checked, as in a Kubernetes webhook. */
export type RevocationFailurePolicy = "Fail" | "Ignore";
