import { InvalidArgumentError } from "commander";
import type { UpstreamFlags } from "../core/options.ts";

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

/**
 * Reads a pod's namespace and name from the command line.
 *
 * @param text - `shop/cart-0`
 * @throws InvalidArgumentError where it is something else
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export function parsePodName(text: string): PodName {
  const [, namespace, name] = /^([a-z\d][a-z\d-]{0,62})\/([a-z\d][a-z\d.-]{0,252})$/.exec(text) ?? [];
  if (namespace === undefined || name === undefined) {
    throw new InvalidArgumentError("A pod is given as NAMESPACE/NAME, shop/cart-0 for one.");
  }
  return { namespace, name };
}
