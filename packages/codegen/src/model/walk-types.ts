import type { BoundMember, Member } from "./service.ts";
import type { Type } from "./types.ts";

/** The types that stand directly in a type. */
export function partsOf(type: Type): readonly Type[] {
  switch (type.kind) {
    case "list":
      return [type.item];
    case "map":
      return [type.key, type.value];
    case "structure":
    case "union":
      return type.members.map((member) => member.target);
    default:
      return [];
  }
}

/** Lists types and all that they contain, each name once, by name. */
function typeClosure(roots: readonly Type[]): readonly Type[] {
  const found = new Map<string, Type>();
  const visit = (type: Type): void => {
    if (!found.has(type.name)) {
      found.set(type.name, type);
      partsOf(type).forEach(visit);
    }
  };
  roots.forEach(visit);
  return byName(found.values());
}

/** Lists the types that stand in the JSON documents that messages' members make up, payloads among them, each name once, by name. */
export function documentClosure(members: readonly BoundMember[]): readonly Type[] {
  return typeClosure(
    members
      .filter(({ location }) => location.kind === "body" || location.kind === "payload")
      .map(({ target }) => target),
  );
}

/** Puts shapes in the order of their names, whatever order the model has them in. */
export function byName<T extends { readonly name: string }>(shapes: Iterable<T>): readonly T[] {
  return [...shapes].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Tells whether a value of a type can break a constraint of the model, so that it has to be checked. */
export function isConstrained(type: Type): boolean {
  return breaks(type, new Set());
}

/** Tells whether one of a structure's members can break a constraint. */
export function hasConstrainedMember(members: readonly Member[]): boolean {
  return members.some((member) => member.required || isConstrained(member.target));
}

/** A type that contains itself is constrained by something else in it, or not at all. */
function breaks(type: Type, underWay: Set<Type>): boolean {
  if (underWay.has(type)) {
    return false;
  }
  underWay.add(type);
  const own =
    type.kind === "enum" ||
    type.kind === "intEnum" ||
    ("constraints" in type && type.constraints !== undefined) ||
    (type.kind === "structure" && type.members.some((member) => member.required));
  return own || partsOf(type).some((part) => breaks(part, underWay));
}
