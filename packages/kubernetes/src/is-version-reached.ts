import type { ApiServer } from "./api-server.ts";
import { compareVersions } from "./compare-versions.ts";
import { listPages } from "./list-pages.ts";
import type { ResourcePath } from "./object.ts";

/**
 * Checks that an API server has reached a resource version. If etcd was restored from a backup, it has not: a watch from that
 * version would get neither events nor an error until it has, and miss what changes until then.
 *
 * @returns false also if versions are not numbers
 * @throws KubernetesApiError
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions
 */
export async function isVersionReached(
  apiServer: ApiServer,
  resource: ResourcePath,
  version: string,
  signal: AbortSignal,
): Promise<boolean> {
  for await (const page of listPages(apiServer, resource, { maxLimit: 1, signal })) {
    return compareVersions(page.resourceVersion, version) >= 0;
  }
  return false;
}
