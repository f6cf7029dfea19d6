import { type ApiServer, listPages } from "@eks-auth/kubernetes";
import { TokenBucket } from "@eks-auth/server-runtime/rate-limits";
import { SingleFlight } from "@eks-auth/server-runtime/single-flight";
import { type PodIdentityAssociation, podIdentityAssociations } from "@eks-auth/service/kubernetes";
import { AssociationTable } from "./association-table.ts";

/** How long a list can take, in milliseconds. The creation of a pod waits for it. */
const timeoutMs = 300;

/** How long a list is used again, in milliseconds: enough for the pods of a Deployment that are created together. */
const cachedForMs = 200;

/** Pods without an association need a list each, if they are not created together. */
const limit = { perSecond: 10, burst: 20 };

/** Associations can be large, so a page must not have many. */
const pageSize = 250;

interface CachedList {
  readonly table: AssociationTable;
  readonly listedAt: number;
}

/**
 * Lists the associations of one namespace at the API server. An informer is late by some milliseconds, so an association
 * and a pod that are created together would miss each other.
 */
export class NamespaceList {
  readonly #apiServer: ApiServer;
  readonly #flights = new SingleFlight<AssociationTable>();
  readonly #rate = new TokenBucket(limit);
  /** By namespace, the oldest first. The rate limits how many there are. */
  readonly #cache = new Map<string, CachedList>();

  constructor(apiServer: ApiServer) {
    this.#apiServer = apiServer;
  }

  /**
   * Looks for an association of a service account in its own namespace.
   *
   * @returns "limited" if there were too many lists in the last seconds
   * @throws KubernetesApiError if the API server does not list them; an Error with the name TimeoutError after 300 ms
   * @throws LookUpError if their globs are too complex
   */
  async find(namespace: string, serviceAccount: string): Promise<"found" | "none" | "limited"> {
    const table = this.#findCached(namespace) ?? (await this.#list(namespace));
    if (table === undefined) {
      return "limited";
    }
    return table.has(namespace, serviceAccount) ? "found" : "none";
  }

  #findCached(namespace: string): AssociationTable | undefined {
    const now = performance.now();
    for (const [name, { listedAt }] of this.#cache) {
      if (now - listedAt < cachedForMs) {
        break;
      }
      this.#cache.delete(name);
    }
    return this.#cache.get(namespace)?.table;
  }

  async #list(namespace: string): Promise<AssociationTable | undefined> {
    if (!this.#flights.has(namespace) && !this.#rate.tryTake()) {
      return undefined;
    }
    return this.#flights.join(namespace, async () => {
      const table = new AssociationTable();
      const signal = AbortSignal.timeout(timeoutMs);
      const resource = { ...podIdentityAssociations, namespace };
      const pages = listPages<PodIdentityAssociation>(this.#apiServer, resource, {
        maxLimit: pageSize,
        signal,
      });
      for await (const { items } of pages) {
        for (const item of items) {
          table.set(item);
        }
      }
      this.#cache.delete(namespace);
      this.#cache.set(namespace, { table, listedAt: performance.now() });
      return table;
    });
  }
}
