/** The API server of a cluster. Without `url`, it is that of the cluster in which the service runs as a pod. */
export interface ApiServerConfig {
  /** `https://10.0.0.10:6443` */
  readonly url?: string | undefined;
  /**
   * The CA certificates, PEM, that its certificate must be signed by. By default those of the pod's service account, or, if
   * there is a `url`, those included in Node.js.
   */
  readonly caFile?: string | undefined;
  /**
   * The token that the service authenticates with. The file is read again when it changes. By default that of the pod's
   * service account; if there is a `url`, it is required.
   */
  readonly tokenFile?: string | undefined;
}

/** How to find out that a token was revoked before it expires. */
export type RevocationCheck = "tokenReview";

/** What happens to requests while revocation can't be checked, as in a Kubernetes webhook. */
export type RevocationFailurePolicy = "Fail" | "Ignore";
