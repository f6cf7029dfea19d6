import type { ApiServer } from "@eks-auth/kubernetes";
import type { ClusterConfig } from "../config/config.ts";
import { resolveApiServer } from "../config/resolve-api-server.ts";
import { openApiServer } from "../network/open-api-server.ts";

/**
 * Prepares the connections to a cluster's API server, which can be away.
 *
 * @throws NotInClusterError if it has no URL, and this process is not in a pod
 * @throws UnusableFileError if the file of its CA certificates, or that of the token, cannot be read or used
 * @throws ProxyConfigError if the environment names an unusable proxy for it
 */
export async function openClusterApiServer({
  name,
  apiServer = {},
  allowGroupWrite,
}: Pick<ClusterConfig, "name" | "apiServer" | "allowGroupWrite">): Promise<ApiServer> {
  return openApiServer({ ...resolveApiServer(apiServer, name), allowGroupWrite });
}
