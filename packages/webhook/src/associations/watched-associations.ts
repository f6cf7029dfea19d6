import { type ApiServer, type Informer, type InformerOptions, startInformer } from "@eks-auth/kubernetes";
import {
  type AssociationResource,
  clusterPodIdentityAssociations,
  podIdentityAssociations,
} from "@eks-auth/service/kubernetes";
import { AssociationTable } from "./association-table.ts";

/** The associations of a cluster in memory. They follow the API server, and stay while it is away. */
export class WatchedAssociations {
  readonly #table = new AssociationTable();
  readonly #informers: readonly Informer[];

  /** @param onLogEvent - gets what the API server's failures mean for an operator */
  constructor(apiServer: ApiServer, onLogEvent: InformerOptions["onLogEvent"]) {
    const handler = {
      onSet: (object: AssociationResource) => this.#table.set(object),
      onDelete: ({ namespace, name }: { namespace?: string | undefined; name: string }) =>
        this.#table.delete(namespace, name),
    };
    this.#informers = [podIdentityAssociations, clusterPodIdentityAssociations].map((resource) =>
      startInformer<AssociationResource>(apiServer, resource, handler, { onLogEvent }),
    );
  }

  /** Whether all associations were received at least once. */
  get hasSynced(): boolean {
    return this.#informers.every((informer) => informer.hasSynced);
  }

  /** Waits until all associations were received once. @throws AbortError if it is closed */
  async whenSynced(): Promise<void> {
    await Promise.all(this.#informers.map((informer) => informer.whenSynced()));
  }

  /** When the API server last sent something of each kind, the earlier time: in milliseconds since 1970, 0 for never. */
  get lastContact(): number {
    return Math.min(...this.#informers.map((informer) => informer.lastContact));
  }

  /** How many there are. */
  get size(): number {
    return this.#table.size;
  }

  /**
   * Looks for an association of a service account.
   *
   * @throws LookUpError if the globs that it must try are too complex
   */
  has(namespace: string, serviceAccount: string): boolean {
    return this.#table.has(namespace, serviceAccount);
  }

  /** Stops following the API server. */
  close(): void {
    for (const informer of this.#informers) {
      informer.close();
    }
  }
}
