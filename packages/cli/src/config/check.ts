import {
  type ClusterConfig,
  type Config,
  checkKeyFile,
  checkSessionKeyFile,
  checkStateDirectory,
  type KeysConfig,
  loadAssociationFile,
  loadConfig,
  openClusterKeys,
} from "@eks-auth/service";
import { CommandError } from "../core/command-error.ts";
import { formatTable } from "../core/output.ts";
import { collectProblems } from "./configuration.ts";

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
 * @throws CommandError with every problem of every file
 */
export async function runCheck({ config: path, json = false }: CheckOptions): Promise<void> {
  const checked = await checkConfig(path);
  if (json) {
    process.stdout.write(`${JSON.stringify(describe(checked), null, 2)}\n`);
  }
  if (checked.problems.length > 0) {
    throw new CommandError(checked.problems.join("\n"));
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
  const { value: config, problems } = await collectProblems(loadConfig(path));
  if (config === undefined) {
    return { config, clusters: [], problems };
  }
  const { stateDirectory, credentials } = config;
  const found: { readonly problems: readonly string[] }[] = [];
  if (stateDirectory !== undefined) {
    found.push(await collectProblems(checkStateDirectory(stateDirectory)));
  }
  if (credentials.embedded !== undefined) {
    found.push(await collectProblems(checkSessionKeyFile(credentials.embedded.keyFile)));
  }
  const clusters: CheckedCluster[] = [];
  for (const cluster of config.clusters) {
    clusters.push(await checkCluster(cluster));
  }
  return { config, clusters, problems: [...found, ...clusters].flatMap((one) => one.problems) };
}

/** What the files of a cluster come to. */
export interface CheckedCluster {
  readonly config: ClusterConfig;
  /** How many associations it has; `undefined` where their file can't be used. */
  readonly associations: number | undefined;
  /** What can't be used, a line each. */
  readonly problems: readonly string[];
}

/** Reads the files of a cluster: its associations, its keys and its certificates. Nobody is called. */
export async function checkCluster(config: ClusterConfig): Promise<CheckedCluster> {
  const index = await collectProblems(loadAssociationFile(config.associations, config));
  const keys = await collectProblems(checkKeys(config));
  return {
    config,
    associations: index.value?.associations.length,
    problems: [...index.problems, ...keys.problems],
  };
}

async function checkKeys(config: ClusterConfig): Promise<void> {
  await openClusterKeys(config, undefined, () => {});
  if (config.keys?.file !== undefined) {
    await checkKeyFile(config.keys.file);
  }
}

/** Writes a table of clusters for people. */
export function formatClusters(clusters: readonly CheckedCluster[]): string {
  return formatTable(
    ["CLUSTER", "REGION", "ACCOUNT", "ISSUER", "KEYS", "ASSOCIATIONS"],
    clusters.map(
      ({ config: { name, region, accountId, issuer, keys, associations: file }, associations }) => [
        name,
        region,
        accountId,
        issuer,
        describeKeys(keys),
        `${associations} in ${file}`,
      ],
    ),
  );
}

function describeKeys({ file, url }: KeysConfig = {}): string {
  return file ?? url ?? "by discovery";
}
