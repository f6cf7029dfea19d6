import { documentsOf } from "./event-streams.ts";
import type { BoundMember } from "./service.ts";
import type { Constraints, EventStream, Member, Type } from "./types.ts";

/** The types that a type contains directly. */
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

/** Lists types and all types in them, each once, sorted by name. */
export function typeClosure(roots: readonly Type[]): readonly Type[] {
  const found = new Map<string, Type>();
  const visit = (type: Type): void => {
    // A structure of the model can have the name of a simple type of Smithy, such as `String`.
    const key = "id" in type ? type.name : `${type.kind} ${type.name}`;
    if (!found.has(key)) {
      found.set(key, type);
      partsOf(type).forEach(visit);
    }
  };
  roots.forEach(visit);
  return byName(found.values());
}

/** Lists the types in the JSON documents of messages, payloads and events included, each once, sorted by name. */
export function documentClosure(members: readonly BoundMember[]): readonly Type[] {
  return typeClosure(
    members
      .filter(({ location }) => location.kind === "body" || location.kind === "payload")
      .flatMap(({ target }) => (target.kind === "eventStream" ? documentsOf(target) : [target])),
  );
}

/** Lists the event streams of messages, each once, sorted by name. */
export function streamsOf(members: readonly BoundMember[]): readonly EventStream[] {
  const streams = members.flatMap(({ target }) => (target.kind === "eventStream" ? [target] : []));
  return byName(new Map(streams.map((stream) => [stream.id, stream])).values());
}

/** Whether JSON documents of the types have numbers that `JSON.parse` would round. */
export function holdExactNumbers(types: readonly Type[]): boolean {
  return typeClosure(types).some((type) => type.kind === "number" && /^(long|big)/.test(type.size));
}

/** Sorts shapes by name, so that their order in the model doesn't matter. */
export function byName<T extends { readonly name: string }>(shapes: Iterable<T>): readonly T[] {
  return [...shapes].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether a value of the type can break a constraint of the model, so that it must be checked. */
export function isConstrained(type: Type): boolean {
  return canBreak(type, new Set());
}

/** Whether one of the members can break a constraint. */
export function hasConstrainedMember(members: readonly Member[]): boolean {
  return members.some(
    ({ required, target }) => target.kind !== "eventStream" && (required || isConstrained(target)),
  );
}

/** A type that contains itself counts as unconstrained at the second visit, which ends the recursion. */
function canBreak(type: Type, visiting: Set<Type>): boolean {
  if (visiting.has(type)) {
    return false;
  }
  visiting.add(type);
  const own =
    type.kind === "enum" ||
    type.kind === "intEnum" ||
    ("constraints" in type && hasCheck(type.constraints)) ||
    (type.kind === "structure" && type.members.some((member) => member.required));
  return own || partsOf(type).some((part) => canBreak(part, visiting));
}

/** Whether there is something to check: a pattern can be left unchecked. */
function hasCheck(constraints: Constraints | undefined): boolean {
  const { length, range, pattern, uniqueItems = false } = constraints ?? {};
  return length !== undefined || range !== undefined || pattern !== undefined || uniqueItems;
}
