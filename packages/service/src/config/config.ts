import type { ClusterRules } from "../associations/association-rules.ts";
import type { FilePermissions } from "../files/read-file.ts";
import type { AdminConfig } from "./admin-config.ts";
import type { ApiServerConfig, RevocationCheck, RevocationFailurePolicy } from "./api-server-config.ts";
import type { AssociationResourcesConfig, DenyListConfigMap } from "./association-resources-config.ts";
import type { AuditConfig } from "./audit-config.ts";
import type { CallersConfig } from "./callers-config.ts";
import type { EksApiConfig } from "./eks-api-config.ts";
import type { LimitsConfig } from "./limits-config.ts";
import type { ListenConfig } from "./listen-config.ts";

/** The configuration of a service. */
export interface Config {
  /** Where to listen. */
  readonly listen: ListenConfig;
  /** Who can call, and how callers prove who they are; without it, only this machine can call. */
  readonly callers?: CallersConfig | undefined;
  /** The API of Amazon EKS that manages associations; without it, it is off. */
  readonly eksApi?: EksApiConfig | undefined;
  /** Where decisions are recorded; by default grants are, on standard error. */
  readonly audit?: AuditConfig | undefined;
  /** The address of probes and metrics. */
  readonly admin: AdminConfig;
  /** How many requests are answered. */
  readonly limits: LimitsConfig;
  /** The file of tokens that are refused although they are valid; by default there are none. */
  readonly denyListFile?: string | undefined;
  /** A ConfigMap with such a list, instead of the file. */
  readonly denyListConfigMap?: DenyListConfigMap | undefined;
  /** The directory that keeps the last good keys of each cluster across a restart; by default they are not kept. */
  readonly stateDirectory?: string | undefined;
  /** The files that the configuration names, and the state directory. */
  readonly files: FilesConfig;
  /** How credentials are issued. */
  readonly credentials: CredentialsConfig;
  /** The clusters whose pods can get credentials, each with a different name. */
  readonly clusters: readonly ClusterConfig[];
}

/** The files that the configuration names, and the state directory. */
export interface FilesConfig {
  /** Whether their group can write them, as with a Kubernetes `fsGroup`. */
  readonly allowGroupWrite: boolean;
}

/** How credentials are issued: by `sts` or `embedded`. */
export interface CredentialsConfig {
  /** AWS's Security Token Service. */
  readonly sts?: StsConfig | undefined;
  /** The embedded issuer, whose credentials AWS does not accept. */
  readonly embedded?: EmbeddedConfig | undefined;
  /** The template of session names; `eks-CLUSTER-POD-UUID` by default. */
  readonly sessionNameTemplate?: string | undefined;
}

/** The STS to call. The caller's credentials come from the AWS SDK's default chain. */
export interface StsConfig {
  /** The region of STS: `eu-west-1`. */
  readonly region: string;
  /** The URL of STS; by default AWS's for the region. */
  readonly endpoint?: string | undefined;
}

/** The embedded issuer. */
export interface EmbeddedConfig {
  /** The file of the key that signs session tokens; it is created at the first start. */
  readonly keyFile: string;
}

/** A cluster. */
export interface ClusterConfig extends ClusterRules, FilePermissions {
  /** The service-account issuer, exactly as in the tokens' `iss` claim; by default the API server is asked for it. */
  readonly issuer?: string | undefined;
  /** The source of the issuer's keys; by default its discovery document, or the API server if there is no issuer. */
  readonly keys?: KeysConfig | undefined;
  /** The longest token lifetime that is accepted, in seconds. */
  readonly maxTokenLifetimeSeconds: number;
  /** Whether a token must have no other audience than `pods.eks.amazonaws.com`; by default it can have more. */
  readonly strictAudience?: boolean | undefined;
  /** The file of the cluster's associations. */
  readonly associations?: string | undefined;
  /** Whether that file must exist when the service starts; by default there are no associations until it is created. */
  readonly associationsMustExist?: boolean | undefined;
  /** Instead of a file: the association resources of the API server. */
  readonly associationResources?: AssociationResourcesConfig | undefined;
  /**
   * How long a change of that file that loses more than half of at least 20 associations is held back, in seconds; 0 for
   * not at all.
   */
  readonly shrinkGrace: number;
  /** The cluster's API server, if the service can call it. */
  readonly apiServer?: ApiServerConfig | undefined;
  /** How to find out that a token was revoked, for example because its pod was deleted. By default it stays valid. */
  readonly revocation?: RevocationCheck | undefined;
  /** Whether requests are refused while the API server can't be asked (`Fail`), or allowed. */
  readonly revocationFailurePolicy: RevocationFailurePolicy;
}

/** The source of an issuer's keys: a file or a URL. */
export interface KeysConfig {
  /** A JSON Web Key Set. */
  readonly file?: string | undefined;
  /** The URL of the key set, to use instead of the discovery document. */
  readonly url?: string | undefined;
  /** The CA certificates, PEM, that the issuer's certificate must be signed by. */
  readonly caFile?: string | undefined;
  /** Whether RSA keys can have an exponent below 65,537; by default they cannot. */
  readonly allowSmallRsaExponent?: boolean | undefined;
}
