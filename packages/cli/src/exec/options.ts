import { InvalidArgumentError } from "commander";
import type { UpstreamFlags } from "../core/options.ts";
import type { KubectlAccess } from "../kubectl/access.ts";

/** The options of `eks-auth exec`. One of `tokenFile`, `pod` and `dev` is set; the first two require `cluster`. */
export interface ExecOptions extends UpstreamFlags {
  readonly cluster?: string;
  readonly tokenFile?: string;
  readonly pod?: PodName;
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly dev?: boolean;
}

/** A pod, and the cluster that kubectl finds it in. */
export interface ClusterAccess extends KubectlAccess {
  readonly pod: PodName;
}

interface PodName {
  readonly namespace: string;
  readonly name: string;
}

/**
 * Parses a pod's namespace and name.
 *
 * @param text - `shop/cart-0`
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export function parsePodName(text: string): PodName {
  const [, namespace, name] = /^([a-z\d][a-z\d-]{0,62})\/([a-z\d][a-z\d.-]{0,252})$/.exec(text) ?? [];
  if (namespace === undefined || name === undefined) {
    throw new InvalidArgumentError("A pod has the format NAMESPACE/NAME, such as shop/cart-0.");
  }
  return { namespace, name };
}

/** Formats a pod as {@link parsePodName} reads it. */
export function formatPodName({ namespace, name }: PodName): string {
  return `${namespace}/${name}`;
}
