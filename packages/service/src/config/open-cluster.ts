import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { JWTVerifyGetKey } from "jose";
import { openAssociationFile, type WatchedAssociations } from "../associations/file/open-association-file.ts";
import { requireWritableFolder } from "../files/durable-file.ts";
import { UnusableFileError } from "../files/file-error.ts";
import { checkKeyFile, createFileKeys } from "../keys/file-keys.ts";
import { createIssuerKeys } from "../keys/issuer-keys.ts";
import type { LogEvent, OnKeyProblem } from "../logging/log-event.ts";
import type { Cluster } from "../names/arn.ts";
import type { ClusterConfig } from "./config.ts";

/** A cluster as it is configured, and the file that it follows. */
export interface OpenCluster {
  readonly config: ClusterConfig;
  readonly cluster: Cluster;
  readonly associations: WatchedAssociations;
}

/**
 * Opens a cluster. Its associations and a file of keys must be usable now; an issuer is asked for keys at the first
 * need.
 *
 * @param stateDirectory - where the last good keys are kept over a restart; nowhere where it is `undefined`
 * @param onLogEvent - told what an operator should know of the cluster
 * @throws UnusableFileError where its associations, its file of keys or its certificates can't be used
 */
export async function openCluster(
  config: ClusterConfig,
  stateDirectory: string | undefined,
  onLogEvent: (notice: LogEvent) => void,
): Promise<OpenCluster> {
  const { name, region, accountId, issuer, maxTokenLifetimeSeconds } = config;
  const identity = { name, region, accountId };
  if (config.keys?.file !== undefined) {
    await checkKeyFile(config.keys.file);
  }
  const keys = await openClusterKeys(config, stateDirectory, ({ state, message }) =>
    onLogEvent({ level: state === "begins" ? "warn" : "info", cluster: name, message }),
  );
  const associations = await openAssociationFile(config.associations, identity, {
    onProblem: ({ message }) => onLogEvent({ level: "error", cluster: name, message }),
  });
  return {
    config,
    cluster: { ...identity, issuer, maxTokenLifetimeSeconds, keys, associations },
    associations,
  };
}

/**
 * Makes the source of a cluster's keys, as it is configured.
 *
 * @param stateDirectory - where the last good keys are kept over a restart; nowhere where it is `undefined`
 * @throws UnusableFileError where the file of certificates can't be read or has none
 */
export async function openClusterKeys(
  { name, issuer, keys = {} }: Pick<ClusterConfig, "name" | "issuer" | "keys">,
  stateDirectory: string | undefined,
  onProblem: OnKeyProblem,
): Promise<JWTVerifyGetKey> {
  const { file, url, caFile } = keys;
  if (file !== undefined) {
    return createFileKeys(file, { onProblem });
  }
  const ca = caFile === undefined ? undefined : await readCertificates(caFile);
  const keptIn = stateDirectory === undefined ? undefined : join(stateDirectory, `${name}.jwks.json`);
  try {
    return createIssuerKeys(issuer, { keySetUrl: url, ca, keptIn, onProblem });
  } catch (error) {
    if (caFile === undefined || !(error instanceof TypeError)) {
      throw error;
    }
    // The URLs were checked with the configuration, so it is about the certificates.
    throw UnusableFileError.ofProblems(caFile, [{ line: 1, message: error.message }]);
  }
}

async function readCertificates(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw UnusableFileError.ofUnreadable(path, error);
  }
}

/**
 * Checks that clusters' keys can be kept in a directory. No file is made.
 *
 * @param path - the directory
 * @throws UnusableFileError where it isn't there, isn't a directory, or this process may not write to it
 */
export async function checkStateDirectory(path: string): Promise<void> {
  try {
    await requireWritableFolder(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw UnusableFileError.ofWhole(
      `${path}: the state directory can't be written (${code}). Check that it is there, a directory, and that this process may write to it.`,
      cause,
    );
  }
}
