import type { KubernetesObject, ObjectKey, ObjectMeta } from "./object.ts";

/**
 * What is known of the objects of a resource: as little as is needed to find those that a new list lacks. A new list creates
 * hardly any garbage.
 */
export class KnownObjects {
  /** Where an object is in the other two, by namespace and name. */
  readonly #positions = new Map<string, number>();
  /** UID and resource version. */
  readonly #versions: string[] = [];
  /** The last list that had the object. */
  #lists = new Uint32Array(1_024);
  /** Positions of deleted objects. */
  readonly #free: number[] = [];
  #list = 0;

  /** How many there are. */
  get count(): number {
    return this.#positions.size;
  }

  /** Starts a new list: objects that are not added from now on are not in it. */
  startList(): void {
    this.#list += 1;
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
    const position = this.#positions.get(name) ?? this.#add(name);
    this.#lists[position] = this.#list;
    const known = this.#versions[position] || undefined;
    if (known !== undefined && isVersion(known, uid, resourceVersion)) {
      return { isNew: false };
    }
    this.#versions[position] = join(uid, resourceVersion);
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
    const position = this.#positions.get(name);
    if (position === undefined || this.#versions[position]?.startsWith(`${key.uid}/`) !== true) {
      return false;
    }
    this.#positions.delete(name);
    this.#versions[position] = "";
    this.#free.push(position);
    return true;
  }

  /**
   * Compares all objects with the list that was started last, which must be complete. They can be deleted meanwhile.
   *
   * @returns for each object its key if the list lacks it, else undefined
   */
  *findMissing(): Generator<ObjectKey | undefined, void, undefined> {
    for (const [name, position] of this.#positions) {
      const isListed = this.#lists[position] === this.#list;
      yield isListed ? undefined : toKey(name, this.#versions[position] ?? "");
    }
  }

  #add(name: string): number {
    const position = this.#free.pop() ?? this.#positions.size;
    if (position >= this.#lists.length) {
      const larger = new Uint32Array(2 * this.#lists.length);
      larger.set(this.#lists);
      this.#lists = larger;
    }
    this.#positions.set(name, position);
    return position;
  }
}

/** The name of an object among those of its resource: `NAMESPACE/NAME`. */
function fullName({ namespace = "", name }: Pick<ObjectMeta, "namespace" | "name">): string {
  return join(namespace, name);
}

/** Compares without joining the texts, because most objects of a new list are unchanged. */
function isVersion(known: string, uid: string, resourceVersion: string): boolean {
  return (
    known.length === uid.length + 1 + resourceVersion.length &&
    known.startsWith(uid) &&
    known.endsWith(resourceVersion)
  );
}

function toKey(fullName: string, version: string): ObjectKey {
  const [namespace, name = ""] = fullName.split("/");
  const [uid = ""] = version.split("/");
  return { namespace: namespace || undefined, name, uid };
}

/** Unlike a template, it makes one text. V8 would keep the parts of a template's, which take twice the memory. */
function join(first: string, second: string): string {
  return [first, second].join("/");
}
