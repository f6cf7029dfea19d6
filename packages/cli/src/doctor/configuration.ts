import { type ClusterConfig, loadConfig } from "@eks-auth/service";
import { selectCluster, withFileErrors } from "../config/configuration.ts";
import { formatAddress } from "../core/format-address.ts";

/** What the checks use of a server's configuration. */
export interface Configuration {
  /** The file's path, as the user gave it. */
  readonly file: string;
  readonly cluster: ClusterConfig;
  /** The server's URL; undefined if the configuration lets the system choose a port. */
  readonly endpoint: URL | undefined;
}

/**
 * Reads a server's configuration file. All checks share the result.
 *
 * @throws CommandError if the file can't be used or has no such cluster
 */
export async function readConfiguration(file: string, clusterName: string): Promise<Configuration> {
  const config = await withFileErrors(loadConfig(file));
  const { host, port, tls, publicHosts } = config.listen;
  const scheme = tls === undefined ? "http" : "https";
  return {
    file,
    cluster: selectCluster(config, file, clusterName),
    endpoint:
      port === 0 ? undefined : new URL(`${scheme}://${formatAddress(publicHosts?.[0] ?? host, port)}`),
  };
}
