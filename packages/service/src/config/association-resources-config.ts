/** The associations of a cluster as resources of its API server. */
export interface AssociationResourcesConfig {
  /** The roles that associations of namespaces can have, in addition to those that the namespaces' annotations allow. */
  readonly namespaceRoles: readonly NamespaceRoles[];
}

/** Which roles the associations of some namespaces can have. */
export interface NamespaceRoles {
  /** Names of namespaces, or globs. */
  readonly namespaces: readonly string[];
  /** ARNs, in which `*` matches any characters but `:`, and `?` any one but `:`. */
  readonly roles: readonly string[];
}

/** A ConfigMap with a deny list. */
export interface DenyListConfigMap {
  /** The cluster that it is in; one of `clusters`, with an API server. */
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
}
