/** Credentials that the EKS Auth API gave for a pod. */
export interface PodCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
  /** The account of the assumed role. */
  readonly accountId: string;
  readonly associationId: string;
  /** What the API calls the request in its own records. */
  readonly requestId: string | undefined;
}

/** Where the agent gets credentials: the EKS Auth API. */
export interface Upstream {
  /**
   * Checks what can be checked before the first call.
   *
   * @throws Error where a setting is missing or can't be used; the message says which
   * @throws ProxyConfigError where the environment names a proxy that is none
   */
  checkConfiguration(): Promise<void>;
  /**
   * Makes sure that calls can be signed, where they are.
   *
   * @throws UpstreamError where there are no AWS credentials for that; its `credentialsProblem` says why
   */
  checkSigningCredentials(): Promise<void>;
  /**
   * Trades a pod's token for credentials.
   *
   * @throws UpstreamError where it can't
   */
  assumeRole(clusterName: string, token: string): Promise<PodCredentials>;
  /** Closes its connections. */
  close(): void;
}
