import type { AssociationResourcesStatus } from "../associations/kubernetes/kubernetes-associations.ts";
import type { KeyStatus } from "../keys/key-source.ts";

/** The state of a configured service, for probes and metrics. */
export interface ServiceStatus {
  /** The clusters of the configuration in use. */
  readonly clusters: readonly ClusterStatus[];
  /** Whether the last reading of the configuration file succeeded; if not, an older configuration is in use. */
  readonly isConfigCurrent: boolean;
  /** Whether the deny list was read, or there is none. Until then, requests are refused. */
  readonly hasDenyList: boolean;
  /** When the configuration in use was read, in milliseconds since 1970. */
  readonly configReadAt: number;
}

/** The state of a cluster. */
export interface ClusterStatus {
  readonly name: string;
  readonly keys: KeyStatus;
  /** How many associations it has. */
  readonly associations: number;
  /** The state of its association resources; undefined if its associations are in a file. */
  readonly associationResources?: AssociationResourcesStatus | undefined;
}
