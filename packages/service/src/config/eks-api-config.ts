import type { ListenConfig } from "./listen-config.ts";

/** The EKS API: a listener for the tools that manage associations. It is separate from that of agents. */
export interface EksApiConfig extends ListenConfig {
  /** Who can call, and which clusters each caller can read or change. */
  readonly callers: EksApiCallersConfig;
}

/** How callers of the EKS API prove who they are. */
export interface EksApiCallersConfig {
  /** Callers that sign their requests, for the service `eks`. */
  readonly sigv4?: EksApiSigV4CallersConfig | undefined;
  /** Callers with a client certificate. */
  readonly certificate?: EksApiCertificateCallersConfig | undefined;
}

/** A caller of the EKS API, and what it can do. It has at least one right. */
export interface EksApiCallerConfig {
  /** Names it in logs, the audit and limits. Each caller has a different one. */
  readonly name: string;
  /** The clusters whose associations it can change and read. */
  readonly write?: readonly string[] | "all" | undefined;
  /** The clusters whose associations it can read, in addition to those of `write`. */
  readonly read?: readonly string[] | "all" | undefined;
}

/** The callers of the EKS API that sign their requests with AWS Signature Version 4. */
export interface EksApiSigV4CallersConfig {
  /** The region that requests must be signed for. */
  readonly region: string;
  readonly callers: readonly EksApiSigV4CallerConfig[];
}

/** A caller that signs its requests. */
export interface EksApiSigV4CallerConfig extends EksApiCallerConfig {
  /** The files of its access keys: one, or two so that keys can be rotated. */
  readonly keyFiles: readonly string[];
}

/** The callers of the EKS API with a client certificate. */
export interface EksApiCertificateCallersConfig {
  /** The CA certificates, PEM, that client certificates must be signed by. */
  readonly caFile: string;
  readonly callers: readonly EksApiCertificateCallerConfig[];
}

/** A caller with a client certificate, by its `spiffeId` or its `subject`. */
export interface EksApiCertificateCallerConfig extends EksApiCallerConfig {
  /** The SPIFFE ID: the one URI among the certificate's subject alternative names. */
  readonly spiffeId?: string | undefined;
  /** The whole subject as in RFC 2253: `CN=edge,O=Example`. */
  readonly subject?: string | undefined;
}
