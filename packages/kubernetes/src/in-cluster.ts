const directory = "/var/run/secrets/kubernetes.io/serviceaccount";

/** The files that the kubelet mounts into pods for their service account. */
export interface ServiceAccountFiles {
  /** The cluster's CA certificates. */
  readonly caFile: string;
  /** The service account's token, which the kubelet renews. */
  readonly tokenFile: string;
  /** The name of the pod's namespace. */
  readonly namespaceFile: string;
}

/** The files of this process's service account, if it runs in a pod. */
export const serviceAccountFiles: ServiceAccountFiles = {
  caFile: `${directory}/ca.crt`,
  tokenFile: `${directory}/token`,
  namespaceFile: `${directory}/namespace`,
};

/** The API server of a pod's cluster, and the files to connect to it with. */
export interface InClusterApiServer extends ServiceAccountFiles {
  readonly url: string;
}

/**
 * Finds the API server of the cluster that this process runs in, from the variables that the kubelet sets.
 *
 * @param environment - by default that of the process
 * @returns undefined if this process does not run in a pod
 * @see https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/
 */
export function findInClusterApiServer(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): InClusterApiServer | undefined {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port = "443" } = environment;
  if (!host) {
    return undefined;
  }
  return { url: `https://${host.includes(":") ? `[${host}]` : host}:${port}`, ...serviceAccountFiles };
}
