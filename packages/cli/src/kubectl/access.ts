import { quoteForShell } from "../core/output.ts";

/** The cluster that kubectl uses. */
export interface KubectlAccess {
  /** The kubeconfig; kubectl's own if undefined. */
  readonly kubeconfig: string | undefined;
  /** The context of the kubeconfig; its current one if undefined. */
  readonly context: string | undefined;
}

/**
 * Formats a kubectl command for a message: one that the user can run.
 *
 * @param words - the arguments of kubectl, without those for the cluster
 */
export function formatKubectlCommand(
  { kubeconfig, context }: KubectlAccess,
  words: readonly string[],
): string {
  const options = [
    ...(kubeconfig === undefined ? [] : ["--kubeconfig", kubeconfig]),
    ...(context === undefined ? [] : ["--context", context]),
  ];
  return ["kubectl", ...options, ...words].map(quoteForShell).join(" ");
}
