import { loadConfig } from "@eks-auth/service";
import { CommandFailure } from "../failure.ts";
import { type CheckedCluster, checkCluster } from "./check-cluster.ts";
import { failOnBadFile } from "./fail-on-bad-file.ts";
import { formatClusters } from "./format-clusters.ts";

/** The options of `eks-auth config check`. */
export interface CheckOptions {
  /** The configuration file. */
  readonly config: string;
  /** Print JSON. */
  readonly json?: boolean;
}

/**
 * Checks a configuration file and every file that it names, and prints what it comes to.
 *
 * @throws CommandFailure with every problem of every file
 */
export async function runCheck({ config: path, json = false }: CheckOptions): Promise<void> {
  const config = await failOnBadFile(loadConfig(path));
  const clusters: CheckedCluster[] = [];
  const problems: string[] = [];
  for (const cluster of config.clusters) {
    const checked = await checkCluster(cluster);
    clusters.push(checked);
    problems.push(...checked.problems);
  }
  if (problems.length > 0) {
    throw new CommandFailure(problems.join("\n"));
  }
  process.stdout.write(
    json
      ? `${JSON.stringify({ ...config, clusters: clusters.map(describeCluster) }, null, 2)}\n`
      : `${formatClusters(clusters)}\n${path} can be used.\n`,
  );
}

function describeCluster({ config, associations }: CheckedCluster): object {
  return { ...config, associations: { file: config.associations, count: associations } };
}
