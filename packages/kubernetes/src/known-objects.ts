import type { KubernetesObject, ObjectKey, ObjectMeta } from "./object.ts";

/** What is known of the objects of a resource: as little as is needed to find those that a new list lacks. */
export class KnownObjects {
  /** UID and resource version, by namespace and name. */
  readonly #versions = new Map<string, string>();

  /** How many there are. */
  get count(): number {
    return this.#versions.size;
  }

  /**
   * Adds an object, or its new version.
   *
   * @returns `isNew`: whether it was not known in this version; `replaced`: the earlier object with the same name, if it was
   * another one
   */
  set({ metadata }: KubernetesObject): { readonly isNew: boolean; readonly replaced?: ObjectKey } {
    const { uid, resourceVersion } = metadata;
    const name = fullName(metadata);
    const version = `${uid}/${resourceVersion}`;
    const known = this.#versions.get(name);
    if (known === version) {
      return { isNew: false };
    }
    this.#versions.set(known === undefined ? flatten(name) : name, flatten(version));
    const isReplaced = known !== undefined && !known.startsWith(`${uid}/`);
    return isReplaced ? { isNew: true, replaced: toKey(name, known) } : { isNew: true };
  }

  /**
   * Removes an object.
   *
   * @returns whether it was known
   */
  delete(key: ObjectKey): boolean {
    const name = fullName(key);
    return this.#versions.get(name)?.startsWith(`${key.uid}/`) === true && this.#versions.delete(name);
  }

  /**
   * Finds the objects that a complete list lacks. They can be deleted meanwhile.
   *
   * @param listed - the {@link fullName} of each listed object
   */
  *findMissing(listed: ReadonlySet<string>): Generator<ObjectKey, void, undefined> {
    for (const [name, version] of this.#versions) {
      if (!listed.has(name)) {
        yield toKey(name, version);
      }
    }
  }
}

/** The name of an object among those of its resource: `NAMESPACE/NAME`. */
export function fullName({ namespace = "", name }: Pick<ObjectMeta, "namespace" | "name">): string {
  return `${namespace}/${name}`;
}

function toKey(fullName: string, version: string): ObjectKey {
  const [namespace, name = ""] = fullName.split("/");
  const [uid = ""] = version.split("/");
  return { namespace: namespace || undefined, name, uid };
}

/** Copies a joined text. V8 would keep its parts, which takes twice the memory. */
function flatten(text: string): string {
  return Buffer.from(text).toString();
}
