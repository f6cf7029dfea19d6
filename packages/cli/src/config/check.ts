import {
  type ClusterConfig,
  type Config,
  checkAccessKeyFile,
  checkKeyFile,
  checkSessionKeyFile,
  checkStateDirectory,
  checkStsEndpoint,
  type DenyList,
  describeUnusableKeys,
  type KeySet,
  loadConfig,
  loadDenyList,
  openClusterApiServer,
  openClusterKeys,
  SharedKeyCheck,
} from "@eks-auth/service";
import { checkAudit } from "../audit/audit-log.ts";
import { CommandError } from "../core/command-error.ts";
import { formatJson, formatTable } from "../core/output.ts";
import { type CheckedListener, checkListener, formatListener } from "./check-listener.ts";
import { collectProblems, loadAssociations } from "./configuration.ts";

/** The options of `eks-auth config check`; see its help. */
export interface CheckOptions {
  readonly config: string;
  /** Whether to ask issuers, API servers and STS. */
  readonly online?: boolean;
  readonly json?: boolean;
}

/**
 * Checks a configuration file and every file that it names, and prints a summary; with `json`, also if there are
 * problems. With `online`, a usable configuration is also tried out over the network.
 *
 * @throws CommandError `file_unusable` if serve would not start, `check_failed` if a probe failed
 */
export async function runCheck({ config: path, online = false, json = false }: CheckOptions): Promise<void> {
  const checked = await checkConfig(path);
  const isUsable = checked.config !== undefined && checked.problems.length === 0;
  const probes = online && isUsable ? await probe(checked.config) : undefined;
  if (json) {
    process.stdout.write(formatJson({ ...toJson(checked), ...(probes && { online: probes.report }) }));
  }
  for (const warning of checked.warnings) {
    process.stderr.write(`warning: ${warning}\n`);
  }
  if (checked.problems.length > 0) {
    throw new CommandError("file_unusable", checked.problems);
  }
  if (!json) {
    const { config, listener, clusters } = checked;
    const summary = config === undefined ? "" : formatListener(config, listener);
    process.stdout.write(`${summary}${formatClusters(clusters)}\n`);
  }
  probes?.finish(json);
  if (!json) {
    process.stdout.write(`${path} can be used.\n`);
  }
}

async function probe(config: Config) {
  // Loaded on demand: without --online, nothing of it is needed.
  const [{ runProbes }, { printReport }] = await Promise.all([
    import("./online/run-probes.ts"),
    import("../findings/report.ts"),
  ]);
  const report = await runProbes(config);
  return { report, finish: (json: boolean) => printReport(report, json ? "nothing" : "text") };
}

interface CheckedConfig {
  /** The file's content; undefined if it can't be used. */
  readonly config: Config | undefined;
  readonly listener: CheckedListener;
  readonly clusters: readonly CheckedCluster[];
  /** What would keep serve from starting. */
  readonly problems: readonly string[];
  /** What serve would start with, but is probably a mistake. */
  readonly warnings: readonly string[];
}

interface CheckedCluster {
  readonly config: ClusterConfig;
  /** How many associations it has; undefined if their file can't be used, or they are resources. */
  readonly associations: number | undefined;
  /** The URL of its API server, if it has one that can be used. */
  readonly apiServer: string | undefined;
  /** The content of its key file; undefined if it has none, or it can't be used. */
  readonly keySet: KeySet | undefined;
  /** Says that its association file does not exist yet; undefined if it does, or it has none. */
  readonly notice: string | undefined;
  readonly problems: readonly string[];
}

/** Finds every problem that would keep `serve` from starting. It creates no files and makes no network requests. */
async function checkConfig(path: string): Promise<CheckedConfig> {
  const { value: config, problems: ofFile } = await collectProblems(loadConfig(path));
  if (config === undefined) {
    const listener = { tls: undefined, problems: [], warnings: [] };
    return { config, listener, clusters: [], problems: ofFile, warnings: [] };
  }
  const { stateDirectory, credentials, files } = config;
  const listener = await checkListener(config);
  const found: { readonly problems: readonly string[] }[] = [listener];
  if (stateDirectory !== undefined) {
    found.push(await collectProblems(checkStateDirectory(stateDirectory, files)));
  }
  if (config.audit !== undefined) {
    found.push(await collectProblems(checkAudit(config.audit, files)));
  }
  if (credentials.embedded !== undefined) {
    found.push(await collectProblems(checkSessionKeyFile(credentials.embedded.keyFile, files)));
  }
  if (credentials.sts !== undefined) {
    found.push(await collectProblems(checkStsEndpoint(credentials.sts)));
  }
  const { denyListFile } = config;
  const denyList =
    denyListFile === undefined ? undefined : await collectProblems(loadDenyList(denyListFile, files));
  const { callers, eksApi } = config;
  for (const { sigv4 } of [callers ?? {}, eksApi?.callers ?? {}]) {
    found.push(...(await checkAccessKeys(sigv4?.callers ?? [], files)));
  }
  found.push(denyList ?? { problems: [] });
  const clusters: CheckedCluster[] = [];
  for (const cluster of config.clusters) {
    clusters.push(await checkCluster(cluster));
  }
  // A proxy or a file can be a problem of several clusters.
  const problems = new Set([...found, ...clusters].flatMap((one) => one.problems));
  const warnings = [
    ...listener.warnings,
    ...clusters.flatMap(({ config: { name }, notice }) => (notice ? [`cluster ${name}: ${notice}`] : [])),
    ...clusters.flatMap(findKeyWarnings),
    ...findSharedKeys(clusters, config),
    ...findUnknownClusters(denyList?.value, config),
  ];
  return { config, listener, clusters, problems: [...problems], warnings };
}

/** Checks the key files of callers that sign their requests, and that each has another access key ID. */
async function checkAccessKeys(
  callers: readonly { readonly keyFiles: readonly string[] }[],
  files: Config["files"],
): Promise<{ readonly problems: readonly string[] }[]> {
  const checked = [];
  const fileOf = new Map<string, string>();
  for (const path of callers.flatMap(({ keyFiles }) => keyFiles)) {
    const { value: id, problems } = await collectProblems(checkAccessKeyFile(path, files));
    const other = id === undefined ? undefined : fileOf.get(id);
    if (id !== undefined && other === undefined) {
      fileOf.set(id, path);
    }
    const shared = `${other} and ${path} have the same access key ID ${id}. Create a new key for one of them.`;
    checked.push({ problems: other === undefined ? problems : [shared] });
  }
  return checked;
}

async function checkCluster(config: ClusterConfig): Promise<CheckedCluster> {
  const { associations: file } = config;
  const loaded = file === undefined ? undefined : await collectProblems(loadAssociations(file, config));
  const keys = await collectProblems(checkKeys(config));
  const apiServer =
    config.apiServer === undefined ? undefined : await collectProblems(openClusterApiServer(config));
  apiServer?.value?.close();
  return {
    config,
    associations: loaded?.value?.index.size,
    apiServer: apiServer?.value?.url.replace(/\/$/, ""),
    keySet: keys.value,
    notice: loaded?.value?.notice,
    problems: [...(loaded?.problems ?? []), ...keys.problems, ...(apiServer?.problems ?? [])],
  };
}

async function checkKeys(config: ClusterConfig): Promise<KeySet | undefined> {
  const { issuer, keys = {}, allowGroupWrite } = config;
  if (issuer !== undefined) {
    await openClusterKeys({ ...config, issuer }, undefined, () => {});
  }
  return keys.file === undefined ? undefined : checkKeyFile(keys.file, { ...keys, allowGroupWrite });
}

/** An entry for a cluster that is not configured denies nothing. */
function findUnknownClusters(denyList: DenyList | undefined, { clusters, denyListFile }: Config): string[] {
  const names = (denyList?.entries ?? []).flatMap(({ cluster = [] }) => cluster);
  return [...new Set(names)]
    .filter((cluster) => clusters.every(({ name }) => name !== cluster))
    .map((cluster) => `${denyListFile}: there is no cluster ${cluster}, so its entries deny nothing.`);
}

function findKeyWarnings({ config: { name, keys }, keySet }: CheckedCluster): string[] {
  if (keySet === undefined) {
    return [];
  }
  const unusable = describeUnusableKeys(keySet);
  const warning = `cluster ${name}: ${keys?.file}: `;
  return [
    ...(unusable === undefined ? [] : [warning + unusable]),
    ...(keySet.usable.length > 0 ? [] : [`${warning}there is no usable key, so every token is refused.`]),
  ];
}

function findSharedKeys(clusters: readonly CheckedCluster[], { callers }: Config): string[] {
  const warnings: string[] = [];
  const consequence =
    callers?.serviceAccount === undefined
      ? ""
      : " Until then, agents with a service-account token are refused.";
  const check = new SharedKeyCheck((_cluster, warning) => warnings.push(warning + consequence));
  for (const { config, keySet } of clusters) {
    check.add(config, keySet);
  }
  return warnings;
}

function toJson({ config, clusters, problems, warnings }: CheckedConfig): object {
  return config === undefined
    ? { problems }
    : { ...config, clusters: clusters.map(clusterToJson), problems, warnings };
}

function clusterToJson({ config, associations, keySet }: CheckedCluster): object {
  // In the file it is a key of `files`.
  const { allowGroupWrite: _, ...settings } = config;
  const keys = keySet && { ...config.keys, usable: keySet.usable.length, unusable: keySet.unusable };
  return {
    ...settings,
    ...(keys && { keys }),
    ...(config.associations !== undefined && {
      associations: { file: config.associations, count: associations },
    }),
  };
}

function formatClusters(clusters: readonly CheckedCluster[]): string {
  return formatTable(
    ["CLUSTER", "REGION", "ACCOUNT", "ISSUER", "KEYS", "ASSOCIATIONS"],
    clusters.map(({ config, associations, apiServer, keySet }) => {
      const { name, region, accountId, issuer, keys, associations: file } = config;
      const ofServer = `of ${apiServer}`;
      const keySource = keys?.url ?? (issuer === undefined ? ofServer : "by discovery");
      return [
        name,
        region,
        accountId,
        issuer ?? ofServer,
        keySet === undefined ? keySource : `${keySet.usable.length} in ${keys?.file}`,
        file === undefined ? `resources ${ofServer}` : `${associations} in ${file}`,
      ];
    }),
  );
}
