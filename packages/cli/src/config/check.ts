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
import { formatJson, formatTable } from "../core/output.ts";
import { collectProblems } from "./configuration.ts";

/** The options of `eks-auth config check`; see its help. */
export interface CheckOptions {
  readonly config: string;
  readonly json?: boolean;
}

/**
 * Checks a configuration file and every file that it names, and prints a summary; with `json`, also if there are
 * problems.
 */
export async function runCheck({ config: path, json = false }: CheckOptions): Promise<void> {
  const checked = await checkConfig(path);
  if (json) {
    process.stdout.write(formatJson(toJson(checked)));
  }
  if (checked.problems.length > 0) {
    throw new CommandError("file_unusable", checked.problems);
  }
  if (!json) {
    process.stdout.write(`${formatClusters(checked.clusters)}\n${path} can be used.\n`);
  }
}

interface CheckedConfig {
  /** The file's content; undefined if it can't be used. */
  readonly config: Config | undefined;
  readonly clusters: readonly CheckedCluster[];
  readonly problems: readonly string[];
}

interface CheckedCluster {
  readonly config: ClusterConfig;
  /** How many associations it has; undefined if their file can't be used. */
  readonly associations: number | undefined;
  readonly problems: readonly string[];
}

/** Finds every problem that would keep `serve` from starting. It creates no files and makes no network requests. */
async function checkConfig(path: string): Promise<CheckedConfig> {
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

async function checkCluster(config: ClusterConfig): Promise<CheckedCluster> {
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

function toJson({ config, clusters, problems }: CheckedConfig): object {
  return config === undefined ? { problems } : { ...config, clusters: clusters.map(clusterToJson), problems };
}

function clusterToJson({ config, associations }: CheckedCluster): object {
  return { ...config, associations: { file: config.associations, count: associations } };
}

function formatClusters(clusters: readonly CheckedCluster[]): string {
  return formatTable(
    ["CLUSTER", "REGION", "ACCOUNT", "ISSUER", "KEYS", "ASSOCIATIONS"],
    clusters.map(
      ({ config: { name, region, accountId, issuer, keys, associations: file }, associations }) => [
        name,
        region,
        accountId,
        issuer,
        formatKeys(keys),
        `${associations} in ${file}`,
      ],
    ),
  );
}

function formatKeys({ file, url }: KeysConfig = {}): string {
  return file ?? url ?? "by discovery";
}
