import { setImmediate } from "node:timers/promises";
import { type ClusterIdentity, parseRoleArn, type RoleArn } from "../../names/arn.ts";
import type { Association, AssociationStore } from "../association.ts";
import { searchGlobs } from "../glob-search.ts";
import { GlobNode } from "../glob-tree.ts";
import { lookUpKey } from "../precedence.ts";
import type { AssociationTable, StoredEntry } from "./association-table.ts";
import { toAssociation } from "./entry.ts";
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
  get associations(): readonly Association[] {
    return Array.from({ length: this.size }, (_, position) => this.#restore(position));
  }

  async find(namespace: string, serviceAccount: string): Promise<Association | undefined> {
    const key = lookUpKey(namespace, serviceAccount);
    if (key === undefined) {
      return undefined;
    }
    const index = this.#keys.indexOf(key, this.#table.exactKeys) ?? this.#findGlob(key);
    return index === undefined ? undefined : this.#restore(this.#table.positions[index] ?? 0);
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

  #restore(position: number): Association {
    const entry: StoredEntry = JSON.parse(this.#entries.at(position));
    return toAssociation({ ...entry, roleArn: parseRoleArn(entry.roleArn) as RoleArn }, this.#cluster);
  }
}
