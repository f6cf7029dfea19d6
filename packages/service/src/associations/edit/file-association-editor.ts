import type {
  AssociationEditor,
  AssociationPage,
  AssociationUpdate,
  ListAssociationsOptions,
  ManagedAssociation,
  NewAssociation,
} from "../association-editor.ts";
import type { ClusterRules } from "../association-rules.ts";
import { AssociationChangeError } from "../change-error.ts";
import { restoreEntry } from "../file/association-table.ts";
import { digestOf } from "../file/change-record.ts";
import type { FileAssociations } from "../file/file-associations.ts";
import { toManagedAssociation } from "../file/managed-entry.ts";
import type { ParsedContent, WatchedFile } from "../file/watched-file.ts";
import { listPage } from "../list-page.ts";
import { type AssociationNames, parseAssociationKey } from "../precedence.ts";
import type { AssociationChange } from "./apply-change.ts";
import { changeContent } from "./change-content.ts";
import { digestRequest } from "./request-digest.ts";
import { rewriteContent } from "./rewrite-file.ts";
import { requireOwnTags } from "./update-entry.ts";

/**
 * How long a change waits for those before it, which can wait for another process. Its caller does not wait much longer, and
 * a change must not be made long after its caller got an error.
 */
const maxWaitMs = 8_000;

/** Changes the associations of a watched file. */
export class FileAssociationEditor implements AssociationEditor {
  readonly #path: string;
  readonly #cluster: ClusterRules;
  readonly #file: WatchedFile;
  readonly #signal: AbortSignal;
  /** The associations whose IDs are known. */
  #previous: FileAssociations | undefined;
  /** Ends when the last change has ended. One at a time, so that they don't wait for each other's lock. */
  #lastChange: Promise<unknown> = Promise.resolve();

  /** @param signal - ends a change in progress */
  constructor(path: string, cluster: ClusterRules, file: WatchedFile, signal: AbortSignal) {
    this.#path = path;
    this.#cluster = cluster;
    this.#file = file;
    this.#signal = signal;
  }

  async list(options: ListAssociationsOptions): Promise<AssociationPage> {
    const { file, ids } = await this.#current();
    return listPage(ids, options, (key) => file.get(key));
  }

  async get(id: string): Promise<ManagedAssociation | undefined> {
    const { file, ids } = await this.#current();
    const key = ids.keyOf(id);
    return key === undefined ? undefined : file.get(key);
  }

  async create(association: NewAssociation): Promise<ManagedAssociation> {
    const { requestToken: _token, ...input } = association;
    requireOwnTags(association.tags);
    const now = new Date().toISOString();
    const requestDigest = digestRequest(association);
    return this.#change(() => ({
      kind: "create",
      input: { ...input, createdAt: now, modifiedAt: now, requestDigest },
    }));
  }

  async update(id: string, update: AssociationUpdate): Promise<ManagedAssociation> {
    const modifiedAt = new Date().toISOString();
    return this.#change(async () => ({
      kind: "update",
      names: await this.#namesOf(id),
      update,
      modifiedAt,
    }));
  }

  async delete(id: string): Promise<ManagedAssociation> {
    return this.#change(async () => ({ kind: "delete", names: await this.#namesOf(id) }));
  }

  async #current() {
    const file = this.#file.associations;
    const ids = await file.ids(this.#previous);
    this.#previous = file;
    return { file, ids };
  }

  async #namesOf(id: string): Promise<AssociationNames> {
    const { ids } = await this.#current();
    const key = ids.keyOf(id);
    if (key === undefined) {
      throw new AssociationChangeError("missing", `${this.#path} has no association with the ID ${id}.`);
    }
    return parseAssociationKey(key);
  }

  #change(prepare: () => AssociationChange | Promise<AssociationChange>): Promise<ManagedAssociation> {
    const deadline = performance.now() + maxWaitMs;
    const change = this.#lastChange.then(() => {
      if (performance.now() > deadline) {
        throw new AssociationChangeError(
          "busy",
          `${this.#path} was not changed, because earlier changes took more than ${maxWaitMs / 1000} s. Try again.`,
        );
      }
      return this.#changeUnlessClosed(prepare);
    });
    this.#lastChange = change.catch(() => {});
    return change;
  }

  async #changeUnlessClosed(
    prepare: () => AssociationChange | Promise<AssociationChange>,
  ): Promise<ManagedAssociation> {
    try {
      return await this.#changeNow(prepare);
    } catch (error) {
      if (this.#signal.aborted && !(error instanceof AssociationChangeError)) {
        throw new AssociationChangeError(
          "busy",
          `${this.#path} was not changed, because the configuration of its cluster changes. Try again.`,
          { cause: error },
        );
      }
      throw error;
    }
  }

  async #changeNow(
    prepare: () => AssociationChange | Promise<AssociationChange>,
  ): Promise<ManagedAssociation> {
    // The file must be in use before it is changed. Otherwise the change would not be in effect.
    await this.#file.refresh();
    const change = await prepare();
    let known: ParsedContent | undefined;
    const entry = await rewriteContent(this.#path, async (before) => {
      const request = { content: before, path: this.#path, cluster: this.#cluster, change };
      const { content, table, entry: result, record } = await changeContent(request, this.#signal);
      if (content !== undefined) {
        known = { digest: await digestOf(content), table };
      }
      return { content, result, record };
    });
    // The change is stored, so it must not count as refused if another process makes the file unusable right after it, or the
    // configuration changes. The log says why the file is not in use then.
    await this.#file.refresh(known).catch(() => {});
    return toManagedAssociation(restoreEntry(entry), this.#cluster);
  }
}
