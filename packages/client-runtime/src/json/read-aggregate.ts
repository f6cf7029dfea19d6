import { createWriteError, type JsonObject, type PathSegment, setMember } from "@eks-auth/server-runtime";

/**
 * Reads a JSON value that isn't null.
 *
 * @param path - the JSON pointer of the value's parent, which is empty at the top
 * @param name - its name or index in the parent
 * @returns the value, or `undefined` for a union if the model doesn't have its member
 * @throws TypeError if the value has another JSON type
 */
export type ReadValue<T> = (value: unknown, path: string, name: PathSegment) => T;

/** Reads the members of a structure or a union. */
export interface ReadMember {
  /** Reads a member. Returns `undefined` if it is absent or null. */
  <T>(name: string, read: ReadValue<T>): T | undefined;
  /**
   * Reads a required member.
   *
   * @param empty - the JSON that is read instead if the member is absent or null
   */
  <T>(name: string, read: ReadValue<T>, empty: unknown): T;
}

/**
 * Starts to read a structure or a union. Members that the model doesn't have are ignored, as a newer service can send them.
 *
 * @param value - an empty object if it is `undefined`
 * @param name - `undefined` for the structure that is the whole body
 * @throws TypeError if the value isn't an object
 */
export function readMembers(value: unknown = {}, path = "", name?: PathSegment): ReadMember {
  // JSON.parse creates objects with this prototype, whatever their members are called.
  if (Object.getPrototypeOf(Object(value)) !== Object.prototype) {
    throw createWriteError("an object", path, name ?? "");
  }
  const object = value as JsonObject;
  const fullPath = name === undefined ? "" : `${path}/${name}`;
  return <T>(member: string, read: ReadValue<T>, empty?: unknown) => {
    const content = (Object.hasOwn(object, member) ? object[member] : undefined) ?? empty;
    return content == null ? (content as T) : read(content, fullPath, member);
  };
}

/** Removes the properties of an object that are `undefined`, so that absent members leave no key. */
export function dropAbsent<T extends object>(members: T): T {
  for (const key in members) {
    if (members[key] === undefined) {
      delete members[key];
    }
  }
  return members;
}

/** Reads a list, without the items that are null. @throws TypeError if the value isn't an array or `readItem` throws */
export function readList<T>(
  value: unknown,
  path: string,
  name: PathSegment,
  readItem: ReadValue<T | undefined>,
): T[] {
  return readItems(value, path, name, readItem).filter((item) => item !== undefined);
}

/**
 * Reads a list with the `@sparse` trait, which can contain null.
 *
 * @throws TypeError if the value isn't an array or `readItem` throws
 */
export function readSparseList<T>(
  value: unknown,
  path: string,
  name: PathSegment,
  readItem: ReadValue<T | undefined>,
): (T | null)[] {
  return readItems(value, path, name, readItem).map((item) => item ?? null);
}

function readItems<T>(
  value: unknown,
  path: string,
  name: PathSegment,
  readItem: ReadValue<T>,
): (T | undefined)[] {
  if (!Array.isArray(value)) {
    throw createWriteError("an array", path, name);
  }
  const fullPath = `${path}/${name}`;
  return value.map((item, index) => (item === null ? undefined : readItem(item, fullPath, index)));
}

/**
 * Reads a map, without the values that are null. A key can be any string, including `__proto__`.
 *
 * @throws TypeError if the value isn't an object or `readContent` throws
 */
export function readMap<T>(
  value: unknown,
  path: string,
  name: PathSegment,
  readContent: ReadValue<T | undefined>,
): Record<string, T> {
  return readEntries<T>(value, path, name, readContent, undefined);
}

/**
 * Reads a map with the `@sparse` trait, which can contain null.
 *
 * @throws TypeError if the value isn't an object or `readContent` throws
 */
export function readSparseMap<T>(
  value: unknown,
  path: string,
  name: PathSegment,
  readContent: ReadValue<T | undefined>,
): Record<string, T | null> {
  return readEntries<T | null>(value, path, name, readContent, null);
}

function readEntries<T>(
  value: unknown,
  path: string,
  name: PathSegment,
  readContent: ReadValue<T | undefined>,
  absent: T | undefined,
): Record<string, T> {
  const member = readMembers(value, path, name);
  const map: Record<string, T> = {};
  for (const key of Object.keys(Object(value))) {
    const content = member(key, readContent) ?? absent;
    if (content !== undefined) {
      setMember(map, key, content);
    }
  }
  return map;
}
