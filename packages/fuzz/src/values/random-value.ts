import type { AstMember } from "@eks-auth/scripts/codegen/model/json-ast.ts";
import fc from "fast-check";
import { getTrait, hasTrait, requirePart, type Shapes } from "../shapes/shapes.ts";
import { formatOf, placeOf } from "../wire/binding.ts";
import { anyName, momentFor, type Place, simpleValues, textFor } from "./simple-values.ts";

/** How deep structures that contain themselves may go. */
const maxDepth = 3;

/**
 * Random values of a structure that an operation takes or gives: valid ones, as an implementation handles them.
 *
 * Left out is what HTTP can't tell from something else: an empty payload or map of headers from an absent one.
 *
 * @param id - the structure's shape ID
 */
export function randomMessage(shapes: Shapes, id: string): fc.Arbitrary<Record<string, unknown>> {
  return fromMembers(shapes.membersOf(id), (member) => randomValue(shapes, member, placeOf(member), 0));
}

function randomValue(shapes: Shapes, member: AstMember, place: Place, depth: number): fc.Arbitrary<unknown> {
  const shape = shapes.find(member.target);
  const isBound = hasTrait(member, "httpPayload") || hasTrait(member, "httpQueryParams");
  const least = isBound || hasTrait(member, "httpLabel") || hasTrait(member, "httpPrefixHeaders") ? 1 : 0;
  const inner = (part: AstMember | undefined): fc.Arbitrary<unknown> =>
    randomValue(shapes, requirePart(part), place, depth + 1);
  const maybeNull = (values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    hasTrait(shape, "sparse") ? fc.option(values) : values;
  switch (shape.type) {
    case "string":
      return hasTrait(shape, "mediaType")
        ? textFor("body").filter((text) => text.length >= least)
        : textFor(place).filter(
            (text) => text.length >= Math.max(least, place === "header" && depth > 0 ? 1 : 0),
          );
    case "enum":
    case "intEnum":
      return fc.constantFrom(...Object.values(shape.members ?? {}).map((it) => getTrait(it, "enumValue")));
    case "timestamp":
      return momentFor(formatOf(shapes, member, place));
    case "blob":
      return fc.uint8Array({ minLength: hasTrait(shape, "streaming") ? 0 : least, maxLength: 20 });
    case "list": {
      const items = maybeNull(inner(shape.member));
      const size = {
        minLength: hasTrait(member, "httpQuery") || (depth > 0 && place === "text") ? 1 : 0,
        maxLength: depth > maxDepth ? 1 : 4,
      };
      return hasTrait(shape, "uniqueItems")
        ? fc.uniqueArray(items, { ...size, selector: describe })
        : fc.array(items, size);
    }
    case "map": {
      const keys = hasTrait(member, "httpPrefixHeaders")
        ? fc.stringMatching(/^[a-z0-9-]{1,8}$/)
        : keysOf(shapes, requirePart(shape.key));
      const entries = fc.uniqueArray(fc.tuple(keys, maybeNull(inner(shape.value))), {
        minLength: least,
        maxLength: depth > maxDepth ? 1 : 4,
        selector: ([key]) => key,
      });
      return entries.map((pairs) => Object.fromEntries(pairs));
    }
    case "structure":
      return depth > maxDepth && !shapes.membersOf(member.target).some(([, it]) => hasTrait(it, "required"))
        ? fc.constant({})
        : fromMembers(shapes.membersOf(member.target), (it) => randomValue(shapes, it, place, depth + 1));
    case "union": {
      const choices = shapes.membersOf(member.target).slice(0, depth > maxDepth ? 1 : undefined);
      return fc.oneof(
        ...choices.map(([name, it]) =>
          randomValue(shapes, it, place, depth + 1).map((value) => ({ [name]: value })),
        ),
      );
    }
    default:
      return simpleValues[shape.type] ?? fc.constant({});
  }
}

function keysOf(shapes: Shapes, key: AstMember): fc.Arbitrary<string> {
  const { type, members = {} } = shapes.find(key.target);
  return type === "enum"
    ? fc.constantFrom(...Object.values(members).map((it) => getTrait<string>(it, "enumValue") ?? ""))
    : anyName();
}

/** Members are there or not, required ones always. */
function fromMembers(
  members: readonly [string, AstMember][],
  valuesOf: (member: AstMember) => fc.Arbitrary<unknown>,
): fc.Arbitrary<Record<string, unknown>> {
  const parts = members.map(([name, member]) => {
    const entry = valuesOf(member).map((value) => [name, value] as const);
    return hasTrait(member, "required") ? entry : fc.option(entry, { freq: 3 });
  });
  return fc.tuple(...parts).map((entries) => Object.fromEntries(entries.filter((entry) => entry !== null)));
}

function describe(value: unknown): string {
  return JSON.stringify(value, (_, item) => (typeof item === "bigint" ? `${item}n` : item)) ?? "";
}
