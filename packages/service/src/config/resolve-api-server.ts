import { findInClusterApiServer, serviceAccountFiles } from "@eks-auth/kubernetes";
import { CodedError } from "@eks-auth/server-runtime/coded-error";
import type { ApiServerConfig } from "./api-server-config.ts";

/** The URL of an API server, and the files to connect to it with. */
export interface ApiServerAddress {
  readonly url: string;
  /** By default its certificate must be signed by one of the CA certificates included in Node.js. */
  readonly caFile?: string | undefined;
  readonly tokenFile: string;
}

/** The configuration says to use the API server of the pod's cluster, but this process is not in a pod. */
export class NotInClusterError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/NotInClusterError";
  override readonly name = "NotInClusterError";
  readonly code = "not_in_cluster";

  /** @param clusterName - the cluster whose API server it is */
  constructor(clusterName: string) {
    super(
      `The API server of the cluster ${clusterName} has no url, and this process is not in a pod: KUBERNETES_SERVICE_HOST is not set. Set apiServer.url and apiServer.tokenFile, or run it in a pod of that cluster.`,
    );
  }
}

/**
 * Finds an API server. Without a URL, it is that of the cluster in which this process runs as a pod.
 *
 * @param environment - by default that of the process
 * @throws NotInClusterError if there is no URL, and the process is not in a pod
 * @see https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/
 */
export function resolveApiServer(
  { url, caFile, tokenFile }: ApiServerConfig,
  clusterName: string,
  environment: NodeJS.ProcessEnv = process.env,
): ApiServerAddress {
  if (url !== undefined) {
    return { url, caFile, tokenFile: tokenFile ?? serviceAccountFiles.tokenFile };
  }
  const own = findInClusterApiServer(environment);
  if (own === undefined) {
    throw new NotInClusterError(clusterName);
  }
  return { url: own.url, caFile: caFile ?? own.caFile, tokenFile: tokenFile ?? own.tokenFile };
}
