import { type Association, loadAssociationFile } from "@eks-auth/service";
import { findClusterFile } from "../config/cluster-file.ts";
import { failOnBadFile } from "../config/fail-on-bad-file.ts";
import { formatTable } from "../terminal/format-table.ts";
import type { ClusterOptions } from "./cluster-options.ts";
import { printJson, toDescription } from "./print-json.ts";

/**
 * Prints the associations of a cluster's file, in its order.
 *
 * @throws CommandFailure where the file can't be used
 */
export async function runList({ config, cluster, json }: ClusterOptions): Promise<void> {
  const { identity, associationFile } = await findClusterFile(config, cluster);
  const { associations } = await failOnBadFile(loadAssociationFile(associationFile, identity));
  if (json) {
    printJson({ associations: associations.map(toDescription) });
    return;
  }
  process.stdout.write(
    associations.length === 0
      ? `${associationFile} has no associations.\n`
      : formatAssociations(associations),
  );
}

function formatAssociations(associations: readonly Association[]): string {
  const hasTargets = associations.some(({ targetRole }) => targetRole !== undefined);
  return formatTable(
    ["NAMESPACE", "SERVICE ACCOUNT", "ROLE", ...(hasTargets ? ["TARGET ROLE"] : []), "ID"],
    associations.map(({ namespace, serviceAccount, role, targetRole, id }) => [
      namespace,
      serviceAccount,
      role.arn,
      ...(hasTargets ? [targetRole?.arn ?? ""] : []),
      id,
    ]),
  );
}
