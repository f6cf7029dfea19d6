import { isDeepStrictEqual } from "node:util";

/** How to change a member of a map: to another value, by removing it, or by changing members of the map that it is. */
export type MemberEdit =
  | { readonly set: unknown }
  | { readonly remove: true }
  | { readonly edit: MemberEdits };

/** Edits of a map, by key. Other members stay. */
export type MemberEdits = ReadonlyMap<string, MemberEdit>;

/** Finds the edits that turn one map into another. */
export function findMemberEdits(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): MemberEdits {
  const edits = new Map<string, MemberEdit>();
  for (const key of Object.keys(before)) {
    if (!Object.hasOwn(after, key)) {
      edits.set(key, { remove: true });
    }
  }
  for (const [key, value] of Object.entries(after)) {
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    if (isDeepStrictEqual(old, value)) {
      continue;
    }
    const isChange =
      isMap(old) && isMap(value) && Object.keys(old).some((name) => Object.hasOwn(value, name));
    edits.set(key, isChange ? { edit: findMemberEdits(old, value) } : { set: value });
  }
  return edits;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
