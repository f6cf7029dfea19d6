import { documentsOf } from "./event-streams.ts";
import type { BoundMember } from "./service.ts";
import type { EventStream, Type } from "./types.ts";

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

/**
 * Visits types and the types in them. Large models are nested deeper than the stack, so this is no recursion.
 *
 * @param enter - whether to visit the types in a type too; must be false at the second visit of a type
 */
export function walkTypes(roots: readonly Type[], enter: (type: Type) => boolean): void {
  const waiting = roots.toReversed();
  for (let type = waiting.pop(); type !== undefined; type = waiting.pop()) {
    if (enter(type)) {
      waiting.push(...partsOf(type).toReversed());
    }
  }
}

/** Lists types and all types in them, each once, sorted by name. */
export function typeClosure(roots: readonly Type[]): readonly Type[] {
  const found = new Map<string, Type>();
  walkTypes(roots, (type) => {
    // A structure of the model can have the name of a simple type of Smithy, such as `String`.
    const key = "id" in type ? type.name : `${type.kind} ${type.name}`;
    const isNew = !found.has(key);
    if (isNew) {
      found.set(key, type);
    }
    return isNew;
  });
  return byName(found.values());
}

/** Lists the types in the JSON documents of messages, payloads and events included, each once, sorted by name. */
export function documentClosure(members: readonly BoundMember[]): readonly Type[] {
  return typeClosure(documentTypes(members));
}

/** Lists the types of the members in JSON documents, payloads and events included. */
export function documentTypes(members: readonly BoundMember[]): readonly Type[] {
  return members
    .filter(({ location }) => location.kind === "body" || location.kind === "payload")
    .flatMap(({ target }) => (target.kind === "eventStream" ? documentsOf(target) : [target]));
}

/** Lists the event streams of messages, each once, sorted by name. */
export function streamsOf(members: readonly BoundMember[]): readonly EventStream[] {
  const streams = members.flatMap(({ target }) => (target.kind === "eventStream" ? [target] : []));
  return byName(new Map(streams.map((stream) => [stream.id, stream])).values());
}

/** Sorts shapes by name, so that their order in the model doesn't matter. */
export function byName<T extends { readonly name: string }>(shapes: Iterable<T>): readonly T[] {
  return [...shapes].sort((a, b) => (a.name < b.name ? -1 : 1));
}
