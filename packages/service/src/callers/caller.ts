import type { VerifiedToken } from "../token/token-claims.ts";

/** How a caller proves who it is. */
export type CallerMethod = "serviceAccount" | "sigv4" | "certificate";

/** The node of a Kubernetes cluster that a caller runs on. */
export interface CallerNode {
  readonly name: string;
  /** Unknown for a caller whose node is configured. */
  readonly uid?: string | undefined;
}

/** A caller of the service, as its credentials prove it. It holds no secret, so it can be logged. */
export interface Caller {
  /**
   * Names it in logs, metrics and limits: `system:serviceaccount:eks-auth:agent`, or the name in the configuration. Agents
   * of all nodes and clusters have the same one; their `node` and `clusters` differ.
   */
  readonly name: string;
  /** The methods that it was authenticated with: one, or several that agree. */
  readonly methods: readonly CallerMethod[];
  /** The clusters that it can call for. */
  readonly clusters: ReadonlySet<string> | "all";
  /** Of a caller of the EKS API: the clusters whose associations it can change. `clusters` are those that it can read. */
  readonly writableClusters?: ReadonlySet<string> | "all" | undefined;
  /** The node that it runs on, if that is known. */
  readonly node?: CallerNode | undefined;
  /** Whether it can exchange only tokens of pods on its node. */
  readonly sameNode: boolean;
  /** What its own service-account token says, if it was authenticated with one. */
  readonly token?: VerifiedToken | undefined;
}
