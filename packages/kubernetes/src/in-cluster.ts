/** Where a pod finds its API server. */
export interface InClusterApiServer {
  readonly url: string;
  /** The file of the cluster's CA certificates. */
  readonly caFile: string;
  /** The file of the service account's token, which the kubelet renews. */
  readonly tokenFile: string;
  /** The file with the name of the pod's namespace. */
  readonly namespaceFile: string;
}

const directory = "/var/run/secrets/kubernetes.io/serviceaccount";

/**
 * Finds the API server of the cluster that this process runs in, from the variables that the kubelet sets.
 *
 * @returns undefined if this process does not run in a pod
 * @see https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/
 */
export function findInClusterApiServer(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): InClusterApiServer | undefined {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = environment;
  if (!host || !port) {
    return undefined;
  }
  return {
    url: `https://${host.includes(":") ? `[${host}]` : host}:${port}`,
    caFile: `${directory}/ca.crt`,
    tokenFile: `${directory}/token`,
    namespaceFile: `${directory}/namespace`,
  };
}
