/** Which cluster kubectl asks, where that isn't its own default. */
export interface ClusterAccess {
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  /** The pod that it is asked about. */
  readonly pod: PodName;
}

/** A pod, by its namespace and name. */
export interface PodName {
  readonly namespace: string;
  readonly name: string;
}
