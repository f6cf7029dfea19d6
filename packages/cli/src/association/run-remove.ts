import { removeAssociation } from "@eks-auth/service";
import { findClusterFile } from "../config/cluster-file.ts";
import type { NamesOptions } from "./cluster-options.ts";
import { failOnRefusedChange } from "./fail-on-refused-change.ts";
import { printJson, toDescription } from "./print-json.ts";

/**
 * Removes an association from a cluster's file.
 *
 * @throws CommandFailure where it can't be removed
 */
export async function runRemove({ config, cluster, json, ...names }: NamesOptions): Promise<void> {
  const { identity, associationFile } = await findClusterFile(config, cluster);
  const association = await failOnRefusedChange(removeAssociation(associationFile, identity, names));
  if (json) {
    printJson({ association: toDescription(association) });
    return;
  }
  const { namespace, serviceAccount, role } = association;
  process.stdout.write(
    `${namespace}/${serviceAccount} is removed, with its role ${role.arn}, from ${associationFile}.\n`,
  );
}
