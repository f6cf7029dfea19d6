import type { ClusterOptions } from "./cluster-options.ts";

/**
 * Writes the shell commands that have every association of EKS clusters described, and import them.
 *
 * @param names - the clusters' names at AWS
 */
export function describeLoop(names: readonly string[], { config, cluster }: ClusterOptions): string {
  return names
    .map(
      (name) => `  for id in $(aws eks list-pod-identity-associations --cluster-name ${quote(name)} \\
      --query 'associations[].associationId' --output text); do
    aws eks describe-pod-identity-association --cluster-name ${quote(name)} --association-id "$id" --output json
  done | eks-auth association import --config ${quote(config)} --cluster ${quote(cluster)}`,
    )
    .join("\n\n");
}

/** Names of clusters come from somebody's output; none of them may run anything here. */
function quote(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
