import { setImmediate } from "node:timers/promises";
import type { ClusterIdentity } from "../../names/arn.ts";
import type { Association, AssociationStore } from "../association.ts";
import type { ManagedAssociation } from "../association-editor.ts";
import { AssociationIds } from "../association-ids.ts";
import { searchGlobs } from "../glob-search.ts";
import { GlobNode } from "../glob-tree.ts";
import { type AssociationNames, lookUpKey, parseAssociationKey } from "../precedence.ts";
import { type AssociationTable, restoreEntry } from "./association-table.ts";
import { type FileEntry, toAssociation } from "./entry.ts";
import { toManagedAssociation } from "./managed-entry.ts";
import { PackedTextReader } from "./packed-texts.ts";

/** How many globs are added to the tree without a pause, so that requests do not wait for a large file. */
const globsPerTurn = 200;

/** The associations of a cluster's file, in compact form. */
export class FileAssociations implements AssociationStore {
  readonly #cluster: ClusterIdentity;
  readonly #table: AssociationTable;
  readonly #entries: PackedTextReader;
  readonly #keys: PackedTextReader;
  readonly #globs = new GlobNode();
  /** The positions of the globs' keys. Created when the associations are changed by their IDs. */
  #globKeys: ReadonlyMap<string, number> | undefined;
  #ids: Promise<AssociationIds> | undefined;

  private constructor(table: AssociationTable, cluster: ClusterIdentity) {
    this.#cluster = cluster;
    this.#table = table;
    this.#entries = new PackedTextReader(table.entries);
    this.#keys = new PackedTextReader(table.keys);
  }

  /** Opens a table. Other work of the event loop goes on meanwhile. */
  static async open(table: AssociationTable, cluster: ClusterIdentity): Promise<FileAssociations> {
    const file = new FileAssociations(table, cluster);
    await file.#addGlobs();
    return file;
  }

  /** How many associations there are. */
  get size(): number {
    return this.#entries.length;
  }

  /** All associations, in the order of the file. Each access creates them, which takes a second for 100,000. */
  get associations(): readonly ManagedAssociation[] {
    return Array.from({ length: this.size }, (_, position) =>
      toManagedAssociation(this.#entryAt(position), this.#cluster),
    );
  }

  /**
   * The IDs of all associations, created at the first call.
   *
   * @param previous - the file before a change, whose IDs are not derived again
   */
  ids(previous?: FileAssociations): Promise<AssociationIds> {
    this.#ids ??= this.#createIds(previous);
    return this.#ids;
  }

  /** The association with exactly these names, as from `associationKey`; undefined if there is none. */
  get(key: string): ManagedAssociation | undefined {
    const index = this.#keys.indexOf(key, this.#table.exactKeys) ?? this.#positionsOfGlobs().get(key);
    return index === undefined
      ? undefined
      : toManagedAssociation(this.#entryAt(this.#table.positions[index] ?? 0), this.#cluster);
  }

  async find(namespace: string, serviceAccount: string): Promise<Association | undefined> {
    const key = lookUpKey(namespace, serviceAccount);
    if (key === undefined) {
      return undefined;
    }
    const index = this.#keys.indexOf(key, this.#table.exactKeys) ?? this.#findGlob(key);
    return index === undefined ? undefined : this.#restore(this.#table.positions[index] ?? 0);
  }

  *names(): Iterable<AssociationNames> {
    for (const key of this.#allKeys(0)) {
      yield parseAssociationKey(key);
    }
  }

  #findGlob(key: string): number | undefined {
    const rank = this.#keys.length > this.#table.exactKeys ? searchGlobs(this.#globs, key) : undefined;
    return rank === undefined ? undefined : this.#table.exactKeys + rank;
  }

  async #addGlobs(): Promise<void> {
    const first = this.#table.exactKeys;
    for (let index = first; index < this.#keys.length; index++) {
      const rank = index - first;
      if (rank % globsPerTurn === globsPerTurn - 1) {
        await setImmediate();
      }
      this.#globs.add(this.#keys.at(index), rank);
    }
  }

  async #createIds(previous: FileAssociations | undefined): Promise<AssociationIds> {
    const known = previous === undefined ? undefined : await previous.#ids;
    return AssociationIds.create(this.#allKeys(0), this.#cluster, known);
  }

  *#allKeys(first: number): Iterable<string> {
    for (let index = first; index < this.#keys.length; index++) {
      yield this.#keys.at(index);
    }
  }

  #positionsOfGlobs(): ReadonlyMap<string, number> {
    const first = this.#table.exactKeys;
    this.#globKeys ??= new Map([...this.#allKeys(first)].map((key, rank) => [key, first + rank]));
    return this.#globKeys;
  }

  #restore(position: number): Association {
    return toAssociation(this.#entryAt(position), this.#cluster);
  }

  #entryAt(position: number): FileEntry {
    return restoreEntry(JSON.parse(this.#entries.at(position)));
  }
}
