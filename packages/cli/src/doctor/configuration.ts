import { type ClusterConfig, type CredentialsConfig, loadConfig } from "@eks-auth/service";
import { selectCluster, selectOnlyCluster, withFileErrors } from "../config/configuration.ts";
import { formatAddress } from "../core/format-address.ts";

/** What the checks use of a server's configuration. */
export interface Configuration {
  /** The file's path, as the user gave it. */
  readonly file: string;
  /** The pod's cluster. */
  readonly cluster: ClusterConfig;
  /** All clusters. */
  readonly clusters: readonly ClusterConfig[];
  readonly credentials: CredentialsConfig;
  /** The server's URL; undefined if the configuration lets the system choose a port. */
  readonly endpoint: URL | undefined;
}

/**
 * Reads a server's configuration file. All checks share the result.
 *
 * @param clusterName - by default that of the only cluster
 * @throws CommandError `file_unusable` if the file can't be used, `cluster_not_found` if it has no such cluster,
 * `option_invalid` if it has several and no name was given
 */
export async function readConfiguration(
  file: string,
  clusterName: string | undefined,
): Promise<Configuration> {
  const config = await withFileErrors(loadConfig(file));
  const { host, port, tls, publicHosts } = config.listen;
  const scheme = tls === undefined ? "http" : "https";
  return {
    file,
    cluster:
      clusterName === undefined ? selectOnlyCluster(config, file) : selectCluster(config, file, clusterName),
    clusters: config.clusters,
    credentials: config.credentials,
    endpoint:
      port === 0 ? undefined : new URL(`${scheme}://${formatAddress(publicHosts?.[0] ?? host, port)}`),
  };
}
