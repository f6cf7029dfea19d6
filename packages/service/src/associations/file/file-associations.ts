import { type ClusterIdentity, parseRoleArn, type RoleArn } from "../../names/arn.ts";
import type { Association, AssociationStore } from "../association.ts";
import { NameIndex } from "../association-index.ts";
import { type FileEntry, toAssociation } from "./entry.ts";

/** The associations of a cluster's file, in compact form. */
export class FileAssociations implements AssociationStore {
  readonly #cluster: ClusterIdentity;
  readonly #entries: readonly StoredEntry[];
  readonly #index: NameIndex<StoredEntry>;

  constructor(entries: readonly FileEntry[], cluster: ClusterIdentity) {
    this.#cluster = cluster;
    this.#entries = storeEntries(entries);
    this.#index = new NameIndex(this.#entries);
  }

  /** All associations, in the order of the file. */
  get associations(): readonly Association[] {
    return this.#entries.map((entry) => this.#restore(entry));
  }

  async find(namespace: string, serviceAccount: string): Promise<Association | undefined> {
    const entry = this.#index.find(namespace, serviceAccount);
    return entry && this.#restore(entry);
  }

  #restore(entry: StoredEntry): Association {
    return toAssociation(restoreEntry(entry), this.#cluster);
  }
}

/** The members that most entries do not have. */
type RareMembers = Omit<FileEntry, "namespace" | "serviceAccount" | "roleArn">;

/** An entry in memory. There can be a hundred thousand, so it holds only its texts. */
interface StoredEntry {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly roleArn: string;
  readonly rare: RareMembers | undefined;
}

/** Copies the texts of entries: as parts of the file's text they would keep all of it in memory. Equal texts are shared. */
function storeEntries(entries: readonly FileEntry[]): StoredEntry[] {
  const copies = new Map<string, string>();
  function copy(text: string): string {
    const known = copies.get(text);
    if (known !== undefined) {
      return known;
    }
    const copied = Buffer.from(text).toString();
    copies.set(copied, copied);
    return copied;
  }
  return entries.map(({ namespace, serviceAccount, roleArn, ...rare }) => ({
    namespace: copy(namespace),
    serviceAccount: copy(serviceAccount),
    roleArn: copy(roleArn.arn),
    rare: isDefault(rare) ? undefined : rare,
  }));
}

function restoreEntry({ namespace, serviceAccount, roleArn, rare }: StoredEntry): FileEntry {
  return {
    disableSessionTags: false,
    ...rare,
    namespace,
    serviceAccount,
    roleArn: parseRoleArn(roleArn) as RoleArn,
  };
}

function isDefault({ disableSessionTags, ...optional }: RareMembers): boolean {
  return !disableSessionTags && Object.values(optional).every((value) => value === undefined);
}
