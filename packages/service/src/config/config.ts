import type { ClusterIdentity } from "../names/arn.ts";

/** What a service is configured with. */
export interface Config {
  /** Where to listen. */
  readonly listen: ListenConfig;
  /** The directory where the last good keys of each cluster are kept over a restart; nowhere if left out. */
  readonly stateDirectory?: string | undefined;
  /** Where credentials come from. */
  readonly credentials: CredentialsConfig;
  /** The clusters whose pods may have credentials, each with a name of its own. */
  readonly clusters: readonly ClusterConfig[];
}

/** Where to listen. */
export interface ListenConfig {
  /** A loopback address, for callers are not authenticated. */
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
}

/** Where credentials come from: one of `sts` and `embedded`. */
export interface CredentialsConfig {
  /** AWS's Security Token Service. */
  readonly sts?: StsConfig | undefined;
  /** Credentials of AWS's shape that open nothing at AWS. */
  readonly embedded?: EmbeddedConfig | undefined;
  /** What sessions are called; `eks-CLUSTER-POD-UUID` if left out. */
  readonly sessionNameTemplate?: string | undefined;
}

/** Which STS is called. Its caller's credentials are found by the AWS SDK's default chain. */
export interface StsConfig {
  /** Its region, `eu-west-1`. */
  readonly region: string;
  /** Its URL, if it isn't AWS's own. */
  readonly endpoint?: string | undefined;
}

/** What the embedded issuer works with. */
export interface EmbeddedConfig {
  /** The file of the key that signs session tokens; it is made at the first start. */
  readonly keyFile: string;
}

/** A cluster. */
export interface ClusterConfig extends ClusterIdentity {
  /** The service-account issuer, exactly as the cluster's tokens have it in `iss`. */
  readonly issuer: string;
  /** Where the issuer's keys are; its discovery document says so if this is left out. */
  readonly keys?: KeysConfig | undefined;
  /** The longest life of a token that is accepted, in seconds. */
  readonly maxTokenLifetimeSeconds: number;
  /** The file of the cluster's associations. */
  readonly associations: string;
}

/** Where an issuer's keys are: in a file, or at a URL. */
export interface KeysConfig {
  /** A JSON Web Key Set. */
  readonly file?: string | undefined;
  /** The URL of the key set, if the discovery document isn't to be asked. */
  readonly url?: string | undefined;
  /** Certificates, PEM, that sign the issuer's own. */
  readonly caFile?: string | undefined;
}
