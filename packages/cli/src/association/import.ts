import { importAssociations } from "@eks-auth/service";
import { findFileCluster } from "../config/configuration.ts";
import { withChangeErrors } from "./change.ts";
import { printImport } from "./import-report.ts";
import { type FileOptions, toDescription } from "./query.ts";
import { readAwsOutput } from "./read-aws-output.ts";

/** The options of `eks-auth association import`; see its help. */
export interface ImportOptions {
  readonly replace?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/**
 * Imports associations from the output of the `aws eks` commands into a file, either all or none.
 *
 * @param path - the file with the output; standard input if undefined
 */
export async function runImport(
  path: string | undefined,
  { config, cluster: clusterName, json, replace, dryRun }: ImportOptions & FileOptions,
): Promise<void> {
  const cluster = await findFileCluster(config, clusterName);
  const output = await readAwsOutput(path, ["--config", config, "--cluster", clusterName]);
  const imported = await withChangeErrors(
    importAssociations(cluster.associations, cluster, output.associations, { replace, dryRun }),
  );
  const rows = imported.map(({ association, outcome }) => ({
    association,
    outcome,
    description: toDescription(association),
  }));
  const { dropped } = output;
  printImport(rows, { target: cluster.associations, dropped, json, dryRun });
}
