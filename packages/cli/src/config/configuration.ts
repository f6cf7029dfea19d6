import {
  type ClusterConfig,
  type ClusterIdentity,
  loadConfig,
  openClusterKeys,
  SessionKeyFileError,
  type TokenIssuer,
  UnusableFileError,
} from "@eks-auth/service";
import { CommandError } from "../core/command-error.ts";

/**
 * Waits for work that reads the user's files.
 *
 * @throws CommandError where a file can't be used; its message names file, line and remedy
 */
export async function withFileErrors<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const isAboutFile = error instanceof UnusableFileError || error instanceof SessionKeyFileError;
    throw isAboutFile ? new CommandError(error.message) : error;
  }
}

/** What work on the user's files came to. */
export interface Findings<T> {
  /** What the work gave; `undefined` where a file can't be used. */
  readonly value: T | undefined;
  /** What can't be used, a line each. */
  readonly problems: readonly string[];
}

/** Waits for work that reads the user's files, and finds what can't be used of them. */
export async function collectProblems<T>(work: Promise<T>): Promise<Findings<T>> {
  try {
    return { value: await withFileErrors(work), problems: [] };
  } catch (error) {
    if (!(error instanceof CommandError)) {
      throw error;
    }
    return { value: undefined, problems: error.message.split("\n") };
  }
}

/**
 * Finds a cluster in a configuration file.
 *
 * @throws CommandError where the file can't be used or has no such cluster
 */
export async function findCluster(configFile: string, clusterName: string): Promise<ClusterConfig> {
  const { clusters } = await withFileErrors(loadConfig(configFile));
  const cluster = clusters.find(({ name }) => name === clusterName);
  if (cluster === undefined) {
    const names = clusters.map(({ name }) => name).join(", ");
    throw new CommandError(
      `${configFile} has no cluster called ${clusterName}. It has ${names === "" ? "none" : names}.`,
    );
  }
  return cluster;
}

/** A cluster and the file of its associations. */
export interface ClusterFile {
  readonly identity: ClusterIdentity;
  /** The file's absolute path. */
  readonly associationFile: string;
}

/**
 * Finds the file of a cluster's associations, as a configuration file has it.
 *
 * @throws CommandError where the file can't be used or has no such cluster
 */
export async function findAssociationFile(configFile: string, clusterName: string): Promise<ClusterFile> {
  const { name, region, accountId, associations } = await findCluster(configFile, clusterName);
  return { identity: { name, region, accountId }, associationFile: associations };
}

/**
 * Opens the issuer of a cluster's tokens. Its keys are read at the first use.
 *
 * @throws CommandError if a file that the cluster names can't be used
 */
export async function openIssuer(cluster: ClusterConfig): Promise<TokenIssuer> {
  const { issuer, maxTokenLifetimeSeconds } = cluster;
  // Problems with the keys are reported by the inspection itself.
  const keys = await withFileErrors(openClusterKeys(cluster, undefined, () => {}));
  return { issuer, maxTokenLifetimeSeconds, keys };
}
