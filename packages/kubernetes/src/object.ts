/** The metadata of an object, as far as it is used here. */
export interface ObjectMeta {
  readonly name: string;
  /** Undefined for objects of the cluster. */
  readonly namespace?: string | undefined;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly generation?: number | undefined;
  /** RFC 3339. */
  readonly creationTimestamp: string;
  readonly deletionTimestamp?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}

/** An object of the API server. Its parts apart from the metadata are not checked. */
export interface KubernetesObject {
  readonly apiVersion?: string | undefined;
  readonly kind?: string | undefined;
  readonly metadata: ObjectMeta;
}

/** What identifies an object. */
export interface ObjectKey {
  readonly namespace?: string | undefined;
  readonly name: string;
  readonly uid: string;
}

/** A resource of the API, and optionally which of its objects. */
export interface ResourcePath {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** `podidentityassociations` */
  readonly plural: string;
  /** By default the objects of all namespaces, or those of the cluster. */
  readonly namespace?: string | undefined;
  /** `metadata.name=deny-list` */
  readonly fieldSelector?: string | undefined;
}
