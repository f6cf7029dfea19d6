import type { UpstreamFlags } from "../../upstream/upstream-options.ts";
import type { PodName } from "../kubectl/cluster-access.ts";

/** The options of `eks-auth exec`. One of `tokenFile`, `pod` and `dev` is there, and with the first two `cluster`. */
export interface ExecOptions extends UpstreamFlags {
  /** The cluster, as the EKS Auth API calls it. */
  readonly cluster?: string;
  /** The file that holds a pod's token. */
  readonly tokenFile?: string;
  /** The pod that a cluster is asked for a token of. */
  readonly pod?: PodName;
  /** The kubeconfig of that cluster; kubectl's own unless given. */
  readonly kubeconfig?: string;
  /** The context of the kubeconfig; its current one unless given. */
  readonly context?: string;
  /** Take the identity from a development environment. */
  readonly dev?: boolean;
}
