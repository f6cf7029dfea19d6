import { resolveLocation } from "../model/http-bindings.ts";
import type { AstMember, AstReference, AstShape, JsonAst, Traits } from "../model/json-ast.ts";

/** In which messages a value is: callers create requests, implementers create responses and errors. */
export type Usage = "request" | "response";

/**
 * Where in a message a value is: it is the message itself, in a header, in the text of the path or the query, or in the
 * body.
 */
export type Place = "message" | "header" | "text" | "body";

/** The places of a shape, by the messages that it is in. */
export type Uses = ReadonlyMap<Usage, ReadonlySet<Place>>;

/**
 * Finds all shapes that operations use, and where, by shape ID. Shapes of Smithy's prelude are omitted.
 *
 * @param operations - with the errors of the service
 */
export function findUses(ast: JsonAst, operations: readonly AstShape[]): ReadonlyMap<string, Uses> {
  const found = new Map<string, Map<Usage, Set<Place>>>();
  const visit = (id: string, usage: Usage, place: Place): void => {
    const shape = ast.shapes[id];
    const uses = found.get(id) ?? new Map<Usage, Set<Place>>();
    const places = uses.get(usage) ?? new Set<Place>();
    if (shape === undefined || places.has(place)) {
      return;
    }
    found.set(id, uses.set(usage, places.add(place)));
    for (const { target, traits } of membersOf(shape).values()) {
      visit(target, usage, placeOfMember(shape, place, traits, usage));
    }
  };
  const visitAll = (references: readonly (AstReference | undefined)[], usage: Usage): void => {
    for (const reference of references) {
      if (reference !== undefined) {
        visit(reference.target, usage, "message");
      }
    }
  };
  for (const { input, output, errors = [] } of operations) {
    visitAll([input], "request");
    visitAll([output, ...errors], "response");
  }
  return found;
}

/** The place of a member's value, from the place of the shape that has the member. */
function placeOfMember(shape: AstShape, place: Place, traits: Traits | undefined, usage: Usage): Place {
  return shape.type === "structure" || shape.type === "union" ? placeOf(place, traits, usage) : place;
}

/**
 * The place of the value of a structure's or union's member.
 *
 * @param place - of the structure or union: HTTP bindings count only in the message itself
 */
export function placeOf(place: Place, traits: Traits | undefined, usage: Usage): Place {
  if (place !== "message") {
    return "body";
  }
  switch (resolveLocation(traits ?? {}, roleOf(usage)).kind) {
    case "header":
    case "prefixHeaders":
      return "header";
    case "label":
    case "query":
    case "queryParams":
      return "text";
    default:
      return "body";
  }
}

/** HTTP bindings have other names for it. */
export function roleOf(usage: Usage): "input" | "output" {
  return usage === "request" ? "input" : "output";
}

/** The members of a shape: a list's `member`, a map's `key` and `value`, or a structure's members. */
export function membersOf(shape: AstShape): ReadonlyMap<string, AstMember> {
  const { member, key, value, members = {} } = shape;
  const parts = Object.entries({ member, key, value }).filter(
    (part): part is [string, AstMember] => part[1] !== undefined,
  );
  return new Map([...parts, ...Object.entries(members)]);
}

/** The places of a shape in either of two models. */
export function mergeUses(...all: readonly Uses[]): Uses {
  const merged = new Map<Usage, Set<Place>>();
  for (const [usage, places] of all.flatMap((uses) => [...uses])) {
    merged.set(usage, new Set([...(merged.get(usage) ?? []), ...places]));
  }
  return merged;
}
