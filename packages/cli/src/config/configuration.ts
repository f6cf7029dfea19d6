import {
  type ClusterConfig,
  type Config,
  formatFileProblem,
  loadAssociationFile,
  loadConfig,
  NotInClusterError,
  openClusterKeys,
  SessionKeyFileError,
  type TokenIssuer,
  UnusableFileError,
} from "@eks-auth/service";
import { InvalidEndpointError, ProxyConfigError, UnsafeEndpointError } from "@eks-auth/transport";
import { CommandError } from "../core/command-error.ts";

/**
 * Waits for work that reads the user's files, and turns their errors into command errors.
 *
 * @throws CommandError if a file, or an endpoint or proxy of the environment, can't be used; each problem names the fix
 */
export async function withFileErrors<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof UnusableFileError) {
      throw new CommandError("file_unusable", error.problems.map(formatFileProblem), { cause: error });
    }
    if (error instanceof SessionKeyFileError || error instanceof NotInClusterError) {
      throw new CommandError("file_unusable", [error.message], { cause: error });
    }
    const isEndpointError = error instanceof UnsafeEndpointError || error instanceof InvalidEndpointError;
    if (isEndpointError || error instanceof ProxyConfigError) {
      throw new CommandError("upstream_invalid", error.message, { cause: error });
    }
    throw error;
  }
}

interface Findings<T> {
  /** The result; undefined if a file can't be used. */
  readonly value: T | undefined;
  readonly problems: readonly string[];
}

/** Waits for work that reads the user's files, and collects the problems instead of throwing. */
export async function collectProblems<T>(work: Promise<T>): Promise<Findings<T>> {
  try {
    return { value: await withFileErrors(work), problems: [] };
  } catch (error) {
    if (!(error instanceof CommandError)) {
      throw error;
    }
    return { value: undefined, problems: error.problems };
  }
}

/**
 * Finds a cluster in a configuration file.
 *
 * @throws CommandError if the file can't be used or has no such cluster
 */
export async function findCluster(configFile: string, clusterName: string): Promise<ClusterConfig> {
  return selectCluster(await withFileErrors(loadConfig(configFile)), configFile, clusterName);
}

/**
 * Selects a cluster of a configuration that was read already.
 *
 * @param configFile - the configuration's file, for the error message
 */
export function selectCluster({ clusters }: Config, configFile: string, clusterName: string): ClusterConfig {
  const cluster = clusters.find(({ name }) => name === clusterName);
  if (cluster === undefined) {
    const names = clusters.map(({ name }) => name).join(", ");
    throw new CommandError(
      "cluster_not_found",
      `${configFile} has no cluster ${clusterName}. It has ${names === "" ? "none" : names}.`,
    );
  }
  return cluster;
}

/**
 * Selects the cluster of a configuration that has only one.
 *
 * @param configFile - the configuration's file, for the error message
 * @throws CommandError `option_invalid` if it has several, `cluster_not_found` if it has none
 */
export function selectOnlyCluster({ clusters }: Config, configFile: string): ClusterConfig {
  const [cluster, ...others] = clusters;
  if (cluster === undefined) {
    throw new CommandError("cluster_not_found", `${configFile} has no clusters.`);
  }
  if (others.length > 0) {
    const names = clusters.map(({ name }) => name).join(", ");
    throw new CommandError("option_invalid", `${configFile} has ${clusters.length} clusters: ${names}.`);
  }
  return cluster;
}

/** A cluster whose associations are in a file. */
export type FileCluster = ClusterConfig & { readonly associations: string };

/**
 * Finds a cluster whose associations are in a file.
 *
 * @throws CommandError if the file can't be used or has no such cluster, or its associations are resources
 */
export async function findFileCluster(configFile: string, clusterName: string): Promise<FileCluster> {
  const cluster = await findCluster(configFile, clusterName);
  const { associations } = cluster;
  if (associations === undefined) {
    throw new CommandError(
      "associations_in_cluster",
      `the associations of the cluster ${cluster.name} are not in a file, but resources of its API server. Use --context with a context of your kubeconfig, instead of --config and --cluster.`,
    );
  }
  return { ...cluster, associations };
}

/** The associations of a cluster's file. */
export interface LoadedAssociations {
  readonly index: Awaited<ReturnType<typeof loadAssociationFile>>;
  /** Says that the file does not exist yet; undefined if it does. */
  readonly notice: string | undefined;
}

/**
 * Loads the associations of a cluster's file, which need not exist yet unless the configuration says so.
 *
 * @throws CommandError if the file can't be used
 */
export async function loadAssociations(file: string, cluster: ClusterConfig): Promise<LoadedAssociations> {
  let notice: string | undefined;
  const onMissing = (text: string): void => {
    notice = text;
  };
  const options = cluster.associationsMustExist ? {} : { onMissing };
  const index = await withFileErrors(loadAssociationFile(file, cluster, options));
  return { index, notice };
}

/**
 * Opens the issuer of a cluster's tokens. Its keys are read at the first use.
 *
 * @throws CommandError if the issuer is known only by the API server, or a file can't be used
 */
export async function openIssuer(cluster: ClusterConfig): Promise<TokenIssuer> {
  const { issuer, maxTokenLifetimeSeconds, strictAudience } = cluster;
  if (issuer === undefined) {
    throw new CommandError(
      "issuer_in_cluster",
      `The cluster ${cluster.name} has no issuer in the configuration: the service asks the API server for it. Set issuer and keys of the cluster to use this command.`,
    );
  }
  // The inspection of a token reports problems with the keys itself.
  const keys = await withFileErrors(openClusterKeys({ ...cluster, issuer }, undefined, () => {}));
  return { issuer, maxTokenLifetimeSeconds, strictAudience, keys };
}
