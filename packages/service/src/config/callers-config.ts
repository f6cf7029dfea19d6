/** How callers prove who they are. Methods that are not configured are ignored. */
export interface CallersConfig {
  /** Agents with their own service-account token. */
  readonly serviceAccount?: ServiceAccountCallersConfig | undefined;
  /** Callers that sign their requests. */
  readonly sigv4?: SigV4CallersConfig | undefined;
  /** Callers with a client certificate. */
  readonly certificate?: CertificateCallersConfig | undefined;
  /**
   * Whether callers can exchange only tokens of pods on their node. By default callers with a service-account token, and
   * others that have a node.
   */
  readonly sameNode?: boolean | undefined;
}

/** The service account of the agents, in every cluster. */
export interface ServiceAccountCallersConfig {
  /**
   * The only audience of their tokens. It names this service, so that another one refuses them. By default `https://` and
   * the first of `listen.publicHosts`.
   */
  readonly audience: string;
  readonly namespace: string;
  readonly name: string;
}

/** A caller that the configuration names, and what it can do. */
export interface NamedCallerConfig {
  /** Names it in logs, metrics and limits. Each caller has a different one. */
  readonly name: string;
  /** The clusters that it can call for. */
  readonly clusters: readonly string[] | "all";
  /** The node that it runs on. It can then exchange only tokens of pods on that node. */
  readonly node?: string | undefined;
}

/** The callers with a client certificate. */
export interface CertificateCallersConfig {
  /** The CA certificates, PEM, that client certificates must be signed by. */
  readonly caFile: string;
  readonly callers: readonly CertificateCallerConfig[];
}

/** A caller with a client certificate, by its `spiffeId` or its `subject`. */
export interface CertificateCallerConfig extends NamedCallerConfig {
  /** The SPIFFE ID: the one URI among the certificate's subject alternative names. */
  readonly spiffeId?: string | undefined;
  /** The whole subject as in RFC 2253: `CN=edge,O=Example`. */
  readonly subject?: string | undefined;
}

/** The callers that sign their requests with AWS Signature Version 4. */
export interface SigV4CallersConfig {
  /** The region that requests must be signed for. */
  readonly region: string;
  readonly callers: readonly SigV4CallerConfig[];
}

/** A caller that signs its requests. */
export interface SigV4CallerConfig extends NamedCallerConfig {
  /** The files of its access keys: one, or two so that keys can be rotated. */
  readonly keyFiles: readonly string[];
}
