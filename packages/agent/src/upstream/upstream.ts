/** Credentials from the EKS Auth API for a pod. */
export interface PodCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
  /** The account of the assumed role. */
  readonly accountId: string;
  readonly associationId: string;
  /** The API's ID of the request. */
  readonly requestId: string | undefined;
}

/** The source of credentials: the EKS Auth API. */
export interface Upstream {
  /**
   * Checks the configuration, without a call.
   *
   * @throws RegionError if requests are signed and there is no usable AWS region
   * @throws UnsafeEndpointError if the environment sets an endpoint that others can read
   * @throws InvalidEndpointError if the AWS SDK cannot use the endpoint that the environment sets
   * @throws ProxyConfigError if the environment names an unusable proxy
   */
  checkConfiguration(): Promise<void>;
  /**
   * Checks that the agent has the credentials that it identifies itself with: AWS credentials if calls are signed, its own
   * token and its client certificate if they are configured.
   *
   * @throws UpstreamError if one of them is missing; its `credentialsProblem` says why
   */
  checkCallerCredentials(): Promise<void>;
  /** Exchanges a pod's token for credentials. @throws UpstreamError if the API gives none */
  assumeRole(clusterName: string, token: string): Promise<PodCredentials>;
  /** Closes all connections. */
  close(): void;
}
