import { isIPv6 } from "node:net";
import { CodedError } from "@eks-auth/server-runtime/coded-error";
import type { ApiServerConfig } from "./api-server-config.ts";

/** Where Kubernetes mounts the token and the CA certificates of a pod's service account. */
const serviceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

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
  { url, caFile, tokenFile = `${serviceAccountFolder}/token` }: ApiServerConfig,
  clusterName: string,
  environment: NodeJS.ProcessEnv = process.env,
): ApiServerAddress {
  if (url !== undefined) {
    return { url, caFile, tokenFile };
  }
  const { KUBERNETES_SERVICE_HOST: host = "", KUBERNETES_SERVICE_PORT: port = "443" } = environment;
  if (host === "") {
    throw new NotInClusterError(clusterName);
  }
  return {
    url: `https://${isIPv6(host) ? `[${host}]` : host}:${port}`,
    caFile: caFile ?? `${serviceAccountFolder}/ca.crt`,
    tokenFile,
  };
}
