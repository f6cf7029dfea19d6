import { type ClusterConfig, loadConfig } from "@eks-auth/service";
import { findCluster, withFileErrors } from "../config/configuration.ts";
import { CommandError } from "../core/command-error.ts";
import type { Finding } from "./check.ts";

/** What a server is configured with, as far as it is on the pod's way. */
export interface Configuration {
  /** The file, as it was named. */
  readonly file: string;
  readonly cluster: ClusterConfig;
  /** Where the server listens; nobody knows where its port is any that is free. */
  readonly endpoint?: URL | undefined;
}

/**
 * Reads a server's configuration file.
 *
 * @returns a failed finding where the file can't be used or has no such cluster
 */
export async function readConfiguration(file: string, clusterName: string): Promise<Configuration | Finding> {
  try {
    const { listen } = await withFileErrors(loadConfig(file));
    const cluster = await findCluster(file, clusterName);
    const host = listen.host.includes(":") ? `[${listen.host}]` : listen.host;
    return {
      file,
      cluster,
      endpoint: listen.port === 0 ? undefined : new URL(`http://${host}:${listen.port}`),
    };
  } catch (error) {
    if (!(error instanceof CommandError)) {
      throw error;
    }
    return {
      status: "failed",
      found: error.message,
      remedy: `eks-auth config check --config ${file} checks all of it.`,
    };
  }
}
