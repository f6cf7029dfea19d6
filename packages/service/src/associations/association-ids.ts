import { setImmediate } from "node:timers/promises";
import type { ClusterIdentity } from "../names/arn.ts";
import { deriveAssociationId } from "./association.ts";
import { parseAssociationKey } from "./precedence.ts";

/** How many IDs are derived without a pause, so that requests do not wait: a few milliseconds. */
const idsPerTurn = 200;

/** How many known IDs are read without a pause. */
const keysPerTurn = 2000;

/** How many groups of IDs are sorted without a pause. */
const groupsPerTurn = 50;

/** The IDs of a cluster's associations, sorted, with the keys of their names. */
export class AssociationIds {
  readonly #ids: readonly string[];
  readonly #keys: readonly string[];
  readonly #byKey: ReadonlyMap<string, string>;

  private constructor(ids: readonly string[], keys: readonly string[], byKey: ReadonlyMap<string, string>) {
    this.#ids = ids;
    this.#keys = keys;
    this.#byKey = byKey;
  }

  /**
   * Derives and sorts the IDs of associations. Other work of the event loop goes on meanwhile.
   *
   * @param keys - of the names, as from `associationKey`; they are read while others change
   * @param previous - the IDs before a change, which are not derived again
   */
  static async create(
    keys: Iterable<string>,
    cluster: ClusterIdentity,
    previous?: AssociationIds,
  ): Promise<AssociationIds> {
    // An optional chain can't have a private member.
    const known = previous === undefined ? undefined : previous.#byKey;
    const byKey = new Map<string, string>();
    // IDs are digests, so the groups with the same first characters are small.
    const groups = new Map<string, [id: string, key: string][]>();
    let derived = 0;
    let read = 0;
    for (const key of keys) {
      if (byKey.has(key)) {
        continue;
      }
      if (++read % keysPerTurn === 0) {
        await setImmediate();
      }
      let id = known?.get(key);
      if (id === undefined) {
        const { namespace, serviceAccount } = parseAssociationKey(key);
        id = deriveAssociationId(cluster, namespace, serviceAccount).id;
        if (++derived % idsPerTurn === 0) {
          await setImmediate();
        }
      }
      byKey.set(key, id);
      const start = id.slice(0, 4);
      const group = groups.get(start);
      if (group === undefined) {
        groups.set(start, [[id, key]]);
      } else {
        group.push([id, key]);
      }
    }
    const [ids, sortedKeys]: [string[], string[]] = [[], []];
    for (const [index, start] of [...groups.keys()].sort().entries()) {
      for (const [id, key] of (groups.get(start) ?? []).sort(([one], [other]) => (one < other ? -1 : 1))) {
        ids.push(id);
        sortedKeys.push(key);
      }
      if (index % groupsPerTurn === groupsPerTurn - 1) {
        await setImmediate();
      }
    }
    return new AssociationIds(ids, sortedKeys, byKey);
  }

  get size(): number {
    return this.#ids.length;
  }

  /** The key of an ID; undefined if no association has it. */
  keyOf(id: string): string | undefined {
    const index = this.#firstAfter(id) - 1;
    return this.#ids[index] === id ? this.#keys[index] : undefined;
  }

  /** The keys of the associations whose ID is greater than a text, in the order of their IDs. */
  *keysAfter(after: string | undefined): Iterable<string> {
    for (let index = after === undefined ? 0 : this.#firstAfter(after); index < this.size; index++) {
      yield this.#keys[index] as string;
    }
  }

  #firstAfter(id: string): number {
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ids[middle] as string) <= id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
