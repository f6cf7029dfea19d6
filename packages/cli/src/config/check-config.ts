import { type Config, checkSessionKeyFile, checkStateDirectory, loadConfig } from "@eks-auth/service";
import { type CheckedCluster, checkCluster } from "./check-cluster.ts";
import { findProblems } from "./find-problems.ts";

/** What a configuration file and every file that it names come to. */
export interface CheckedConfig {
  /** What stands in the file; `undefined` where it can't be used. */
  readonly config: Config | undefined;
  readonly clusters: readonly CheckedCluster[];
  /** What can't be used of any file, a line each. */
  readonly problems: readonly string[];
}

/**
 * Reads a configuration file and every file that it names, and finds what `serve` would not start with. Nothing is
 * made and nobody is called.
 */
export async function checkConfig(path: string): Promise<CheckedConfig> {
  const { value: config, problems } = await findProblems(loadConfig(path));
  if (config === undefined) {
    return { config, clusters: [], problems };
  }
  const { stateDirectory, credentials } = config;
  const found: { readonly problems: readonly string[] }[] = [];
  if (stateDirectory !== undefined) {
    found.push(await findProblems(checkStateDirectory(stateDirectory)));
  }
  if (credentials.embedded !== undefined) {
    found.push(await findProblems(checkSessionKeyFile(credentials.embedded.keyFile)));
  }
  const clusters: CheckedCluster[] = [];
  for (const cluster of config.clusters) {
    clusters.push(await checkCluster(cluster));
  }
  return { config, clusters, problems: [...found, ...clusters].flatMap((one) => one.problems) };
}
