import type { AssociationFinder } from "./association-finder.ts";
import { LookUpError } from "./look-up-error.ts";
import type { NamespaceList } from "./namespace-list.ts";
import type { WatchedAssociations } from "./watched-associations.ts";

/** The result of a look-up at the API server. */
export type DirectLookUp = "found" | "none" | "limited" | "failed";

/** Receives the result of each look-up at the API server. It must not throw. */
export type OnDirectLookUp = (result: DirectLookUp, message?: string) => void;

/** Finds associations in memory, and at the API server those that memory does not have. */
export class PodAssociations implements AssociationFinder {
  readonly #watched: Pick<WatchedAssociations, "has" | "hasSynced">;
  readonly #list: Pick<NamespaceList, "find">;
  readonly #onDirectLookUp: OnDirectLookUp;

  constructor(
    watched: Pick<WatchedAssociations, "has" | "hasSynced">,
    list: Pick<NamespaceList, "find">,
    onDirectLookUp: OnDirectLookUp,
  ) {
    this.#watched = watched;
    this.#list = list;
    this.#onDirectLookUp = onDirectLookUp;
  }

  async has(namespace: string, serviceAccount: string): Promise<boolean> {
    if (this.#watched.has(namespace, serviceAccount)) {
      return true;
    }
    const result = await this.#findDirectly(namespace, serviceAccount);
    if (result !== "found" && !this.#watched.hasSynced) {
      throw new LookUpError("The associations of the cluster have not been read yet.");
    }
    return result === "found";
  }

  async #findDirectly(namespace: string, serviceAccount: string): Promise<DirectLookUp> {
    try {
      const result = await this.#list.find(namespace, serviceAccount);
      this.#onDirectLookUp(result);
      return result;
    } catch (cause) {
      const reason =
        (cause as Error).name === "TimeoutError" ? "no answer in time" : (cause as Error).message;
      this.#onDirectLookUp("failed", reason);
      // An association can have arrived in the meantime.
      if (this.#watched.has(namespace, serviceAccount)) {
        return "found";
      }
      throw cause instanceof LookUpError
        ? cause
        : new LookUpError("The API server could not be asked for associations.", { cause });
    }
  }
}
