import { CommandFailure } from "../failure.ts";
import type { CheckedCluster } from "./check-cluster.ts";
import { type CheckedConfig, checkConfig } from "./check-config.ts";
import { formatClusters } from "./format-clusters.ts";

/** The options of `eks-auth config check`. */
export interface CheckOptions {
  /** The configuration file. */
  readonly config: string;
  /** Print JSON. */
  readonly json?: boolean;
}

/**
 * Checks a configuration file and every file that it names, and prints what it comes to: as JSON also where there are
 * problems.
 *
 * @throws CommandFailure with every problem of every file
 */
export async function runCheck({ config: path, json = false }: CheckOptions): Promise<void> {
  const checked = await checkConfig(path);
  if (json) {
    process.stdout.write(`${JSON.stringify(describe(checked), null, 2)}\n`);
  }
  if (checked.problems.length > 0) {
    throw new CommandFailure(checked.problems.join("\n"));
  }
  if (!json) {
    process.stdout.write(`${formatClusters(checked.clusters)}\n${path} can be used.\n`);
  }
}

function describe({ config, clusters, problems }: CheckedConfig): object {
  return config === undefined
    ? { problems }
    : { ...config, clusters: clusters.map(describeCluster), problems };
}

function describeCluster({ config, associations }: CheckedCluster): object {
  return { ...config, associations: { file: config.associations, count: associations } };
}
