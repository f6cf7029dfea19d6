import { byName } from "./by-name.ts";
import type { BoundMember } from "./service.ts";
import type { Type } from "./type.ts";

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
