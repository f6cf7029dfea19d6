import { type ApiServer, findInClusterApiServer } from "@eks-auth/kubernetes";
import { openApiServer } from "@eks-auth/service/kubernetes";
import { withFileErrors } from "../config/configuration.ts";
import { CommandError } from "../core/command-error.ts";

/** The options that name an API server. */
export interface ApiServerFlags {
  readonly apiServer?: string;
  readonly apiServerCaFile?: string;
  readonly apiServerTokenFile?: string;
}

/**
 * Prepares the connections to the API server that the options name; by default that of the pod's cluster.
 *
 * @throws CommandError if the process does not run in a pod and an option is missing, or if a file can't be used
 */
export async function openFlaggedApiServer(flags: ApiServerFlags): Promise<ApiServer> {
  const inCluster = findInClusterApiServer();
  const { apiServer, apiServerCaFile, apiServerTokenFile } = flags;
  const url = apiServer ?? inCluster?.url;
  // The files of a pod are for the API server of its own cluster.
  const defaults = apiServer === undefined ? inCluster : undefined;
  const tokenFile = apiServerTokenFile ?? defaults?.tokenFile;
  if (url === undefined || tokenFile === undefined) {
    const missing = url === undefined ? "--api-server" : "--api-server-token-file";
    throw new CommandError(
      "option_invalid",
      `${missing} is needed, because this process uses no API server of its own pod. Add it.`,
    );
  }
  const caFile = apiServerCaFile ?? defaults?.caFile;
  return withFileErrors(openApiServer({ url, caFile, tokenFile }));
}
