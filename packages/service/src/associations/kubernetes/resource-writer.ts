import { type ApiServer, KubernetesApiError } from "@eks-auth/kubernetes";
import type { ClusterIdentity } from "../../names/arn.ts";
import { AssociationChangeError } from "../change-error.ts";
import { type FileEntry, toAssociation } from "../file/entry.ts";
import { associationKey } from "../precedence.ts";
import type { ChangeRecorder } from "./change-recorder.ts";
import { pathOfResources } from "./get-resource.ts";
import { readAnnotations, replaceAnnotations, writeAnnotations } from "./metadata-annotations.ts";
import { createManifest, type ResourceManifest } from "./resource-input.ts";
import { deriveResourceName, hashNames } from "./resource-name.ts";
import { type AssociationResource, namesOfResource } from "./resource-precedence.ts";
import { clusterPodIdentityAssociations } from "./resources.ts";
import type { StoredAssociation } from "./stored-association.ts";
import { toChangeError, toWriteError } from "./to-change-error.ts";

/** How often a change is tried that another writer changes meanwhile. The service itself writes the status. */
const maxTries = 5;

/** A resource to change. */
export interface ResourceTarget {
  /** Finds the resource in use. @throws AssociationChangeError `missing` */
  readonly find: () => Promise<StoredAssociation>;
  /** Reads an object of the API server. @throws AssociationChangeError `invalid` */
  readonly read: (object: AssociationResource) => StoredAssociation;
}

/** Writes association resources. Its methods throw AssociationChangeError, and return when the change is in use. */
export class ResourceWriter {
  readonly #apiServer: ApiServer;
  readonly #recorder: ChangeRecorder;
  readonly #cluster: ClusterIdentity;

  constructor(apiServer: ApiServer, recorder: ChangeRecorder, cluster: ClusterIdentity) {
    this.#apiServer = apiServer;
    this.#recorder = recorder;
    this.#cluster = cluster;
  }

  /**
   * Creates a resource of the cluster. Its name follows from the names of the association, so that of several writers one
   * succeeds.
   *
   * @returns the object; that of an earlier try if the same request has created it
   */
  async create(entry: FileEntry): Promise<AssociationResource> {
    const key = associationKey(entry);
    const derived = deriveResourceName(entry, { clusterWide: true });
    // A resource for other names can have the derived name.
    for (const name of [derived, `${derived.slice(0, 240)}-${hashNames(entry)}`]) {
      const object = await this.#tryCreate(this.#manifest(entry, name));
      if (object !== undefined) {
        return object;
      }
      const existing = await this.#get(name);
      if (associationKey(namesOfResource(existing)) === key) {
        const { requestDigest } = readAnnotations(existing.metadata.annotations);
        if (requestDigest !== undefined && requestDigest === entry.requestDigest) {
          return existing;
        }
        break;
      }
    }
    throw new AssociationChangeError(
      "exists",
      `There is a ClusterPodIdentityAssociation ${derived} already. Update its association, or delete it first.`,
    );
  }

  /** Updates a resource. @param change - returns the new entry; gets the resource, and the object that it was read from */
  update(
    target: ResourceTarget,
    change: (stored: StoredAssociation, object: AssociationResource) => FileEntry,
  ): Promise<AssociationResource> {
    return retryOnConflict(async () => {
      const { object, stored, path } = await this.#readCurrent(target);
      const entry = change(stored, object);
      const association = toAssociation(entry, this.#cluster);
      const { name, annotations } = object.metadata;
      const { spec } = createManifest(association, { name, clusterWide: stored.home === undefined });
      const metadata = { ...object.metadata, annotations: replaceAnnotations(annotations, entry) };
      return this.#recorder.follow(() =>
        write(() => this.#apiServer.update(path, { ...object, metadata, spec })),
      );
    });
  }

  /** Deletes a resource. @returns the deleted object */
  delete(target: ResourceTarget): Promise<AssociationResource> {
    return retryOnConflict(async () => {
      const { object, path } = await this.#readCurrent(target);
      const { name, uid, resourceVersion } = object.metadata;
      const deleteObject = async () => {
        await write(() => this.#apiServer.delete(path, name, { uid, resourceVersion }));
        return object;
      };
      return this.#recorder.follow(deleteObject, { isDelete: true });
    });
  }

  #manifest(entry: FileEntry, name: string): ResourceManifest {
    const manifest = createManifest(toAssociation(entry, this.#cluster), { name, clusterWide: true });
    return { ...manifest, metadata: { ...manifest.metadata, annotations: writeAnnotations(entry) } };
  }

  /** @returns undefined if an object has the name already */
  async #tryCreate(manifest: ResourceManifest): Promise<AssociationResource | undefined> {
    try {
      return await this.#recorder.follow(async () => {
        const object = await write(() => this.#apiServer.create(clusterPodIdentityAssociations, manifest));
        return object as unknown as AssociationResource;
      });
    } catch (error) {
      if (error instanceof KubernetesApiError && error.code === "already_exists") {
        return undefined;
      }
      throw toChangeError(error);
    }
  }

  async #get(name: string): Promise<AssociationResource> {
    try {
      return await this.#apiServer.get<AssociationResource>(clusterPodIdentityAssociations, name);
    } catch (error) {
      throw toChangeError(error);
    }
  }

  async #readCurrent({ find, read }: ResourceTarget) {
    const inUse = await find();
    const path = pathOfResources(inUse.home);
    const object = await this.#apiServer.get<AssociationResource>(path, inUse.name);
    const stored = read(object);
    if (associationKey(stored) !== associationKey(inUse)) {
      throw new AssociationChangeError(
        "missing",
        `There is no association for ${associationKey(inUse)} any more: its resource is for other names now.`,
      );
    }
    return { object, stored, path };
  }
}

/** Makes a change of the API server. @throws AssociationChangeError `outcome_unknown` if it may have been made */
async function write<Result>(change: () => Promise<Result>): Promise<Result> {
  try {
    return await change();
  } catch (error) {
    throw toWriteError(error);
  }
}

async function retryOnConflict<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      const isConflict = error instanceof KubernetesApiError && error.code === "conflict";
      if (!isConflict || tries === maxTries) {
        throw toChangeError(error);
      }
    }
  }
}
