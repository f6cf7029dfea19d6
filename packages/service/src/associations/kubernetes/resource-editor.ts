import { type ApiServer, KubernetesApiError } from "@eks-auth/kubernetes";
import type {
  AssociationEditor,
  AssociationPage,
  AssociationUpdate,
  ListAssociationsOptions,
  ListedAssociation,
  ManagedAssociation,
  NewAssociation,
} from "../association-editor.ts";
import { AssociationIds } from "../association-ids.ts";
import type { ClusterRules } from "../association-rules.ts";
import { AssociationsUnavailableError } from "../associations-unavailable-error.ts";
import { AssociationChangeError } from "../change-error.ts";
import { validateInput } from "../edit/change-entries.ts";
import { digestRequest } from "../edit/request-digest.ts";
import { requireOwnTags, updateEntry } from "../edit/update-entry.ts";
import type { FileEntry } from "../file/entry.ts";
import { listPage } from "../list-page.ts";
import { associationKey, parseAssociationKey } from "../precedence.ts";
import type { AssociationRegistry } from "./association-registry.ts";
import type { ChangeRecorder } from "./change-recorder.ts";
import { getResource } from "./get-resource.ts";
import { readTags } from "./metadata-annotations.ts";
import { requireNew } from "./new-resource.ts";
import type { AssociationResource } from "./resource-precedence.ts";
import { type ResourceTarget, ResourceWriter } from "./resource-writer.ts";
import type { StoredAssociation } from "./stored-association.ts";

/** What a {@link ResourceAssociationEditor} works on. */
export interface ResourceEditorParts {
  readonly apiServer: ApiServer;
  readonly registry: AssociationRegistry;
  readonly recorder: ChangeRecorder;
  readonly cluster: ClusterRules;
  /** Whether everything was received. */
  readonly hasSynced: () => boolean;
}

/**
 * Changes the association resources of a cluster: it creates resources of the cluster, and updates and deletes that which is
 * in use for the names, of either kind.
 */
export class ResourceAssociationEditor implements AssociationEditor {
  readonly #parts: ResourceEditorParts;
  readonly #writer: ResourceWriter;
  #ids: { readonly version: number; readonly value: Promise<AssociationIds> } | undefined;

  constructor(parts: ResourceEditorParts) {
    this.#parts = parts;
    this.#writer = new ResourceWriter(parts.apiServer, parts.recorder, parts.cluster);
  }

  async list(options: ListAssociationsOptions): Promise<AssociationPage> {
    const ids = await this.#currentIds();
    return listPage(ids, options, (key) => this.#restoreListed(key));
  }

  async get(id: string): Promise<ManagedAssociation | undefined> {
    const ids = await this.#currentIds();
    const key = ids.keyOf(id);
    const stored = key === undefined ? undefined : this.#inUse(key);
    return stored && this.#getCurrent(stored);
  }

  async create(association: NewAssociation): Promise<ManagedAssociation> {
    this.#requireSynced();
    const { requestToken: _token, ...input } = association;
    requireOwnTags(association.tags);
    const entry: FileEntry = {
      ...validateInput(input, this.#rules()),
      modifiedAt: new Date().toISOString(),
      requestDigest: digestRequest(association),
    };
    const existing = requireNew(this.#parts.registry, entry);
    if (existing !== undefined) {
      const current = await this.#getCurrent(existing);
      if (current === undefined) {
        throw new AssociationChangeError(
          "busy",
          `The association for ${associationKey(existing)}, which the same request has created, was deleted or changed meanwhile. Try again.`,
        );
      }
      return current;
    }
    return this.#read(await this.#writer.create(entry));
  }

  async update(id: string, update: AssociationUpdate): Promise<ManagedAssociation> {
    const { registry } = this.#parts;
    const object = await this.#writer.update(this.#targetOf(id), (stored, { metadata }) => {
      const current = { ...registry.reader.toEntry(stored), tags: readTags(metadata.annotations) };
      const entry = updateEntry(current, update, this.#rules());
      registry.requireUsable(stored, entry);
      return { ...entry, modifiedAt: new Date().toISOString() };
    });
    return this.#read(object);
  }

  async delete(id: string): Promise<ManagedAssociation> {
    return this.#read(await this.#writer.delete(this.#targetOf(id)));
  }

  #targetOf(id: string): ResourceTarget {
    return {
      find: () => this.#require(id),
      read: (object) => this.#parts.registry.reader.readValid(object),
    };
  }

  #read(object: AssociationResource): ManagedAssociation {
    const { reader } = this.#parts.registry;
    return reader.restoreManaged(reader.readValid(object), object);
  }

  /**
   * Reads an association from the API server: its tags are not in memory.
   *
   * @returns undefined if its resource was deleted, or is for other names or not valid now
   * @throws AssociationsUnavailableError
   */
  async #getCurrent(inUse: StoredAssociation): Promise<ManagedAssociation | undefined> {
    const { apiServer, registry, cluster } = this.#parts;
    const object = await getResource(apiServer, inUse).catch((error: unknown) => {
      throw error instanceof KubernetesApiError
        ? new AssociationsUnavailableError(cluster.name, error)
        : error;
    });
    if (object === undefined) {
      return undefined;
    }
    const stored = registry.reader.read(object);
    return stored.problem === undefined && associationKey(stored) === associationKey(inUse)
      ? registry.reader.restoreManaged(stored, object)
      : undefined;
  }

  #rules(): ClusterRules {
    return { ...this.#parts.cluster, allowedRoles: this.#parts.registry.rules.allowedRoles };
  }

  #restoreListed(key: string): ListedAssociation | undefined {
    const stored = this.#inUse(key);
    return stored && this.#parts.registry.reader.restoreListed(stored);
  }

  #inUse(key: string): StoredAssociation | undefined {
    return this.#parts.registry.inUse(parseAssociationKey(key));
  }

  async #require(id: string): Promise<StoredAssociation> {
    const key = (await this.#currentIds()).keyOf(id);
    const stored = key === undefined ? undefined : this.#inUse(key);
    if (stored === undefined) {
      throw new AssociationChangeError(
        "missing",
        `The cluster ${this.#parts.cluster.name} has no association with the ID ${id}.`,
      );
    }
    return stored;
  }

  #requireSynced(): void {
    if (!this.#parts.hasSynced()) {
      throw new AssociationsUnavailableError(this.#parts.cluster.name);
    }
  }

  /** The IDs of the associations in use. They are sorted again if a change of names came since the last call. */
  async #currentIds(): Promise<AssociationIds> {
    this.#requireSynced();
    const { registry, cluster } = this.#parts;
    const version = registry.namesVersion;
    if (this.#ids?.version !== version) {
      const previous = await this.#ids?.value;
      // Others can have begun meanwhile.
      if (this.#ids?.version !== registry.namesVersion) {
        this.#ids = {
          version: registry.namesVersion,
          value: AssociationIds.create(registry.keys(), cluster, previous),
        };
      }
    }
    return this.#ids.value;
  }
}
