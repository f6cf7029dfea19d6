import type { AstMember, AstShape } from "@eks-auth/codegen";
import fc from "fast-check";
import { getTrait, hasTrait, requirePart, type Shapes } from "../../every-feature-model/shapes.ts";
import { formatOf, placeOf } from "../wire/encode-request.ts";
import { hasLength, lengthOf, matchingTexts, numbersInRange } from "./constrained-values.ts";
import { anyIngredients, type Ingredients, type Place } from "./simple-values.ts";

/** How deep structures that contain themselves may go. */
const maxDepth = 3;

/**
 * Random values of a structure that an operation takes or gives: valid ones, as an implementation handles them.
 *
 * Left out is what HTTP can't tell from something else: an empty payload or map of headers from an absent one.
 *
 * @param id - the structure's shape ID
 * @param ingredients - what to make them of
 */
export function randomMessage(
  shapes: Shapes,
  id: string,
  ingredients: Ingredients = anyIngredients,
): fc.Arbitrary<Record<string, unknown>> {
  return fromMembers(shapes.membersOf(id), (member) =>
    randomValue(shapes, member, { place: placeOf(member), depth: 0, ingredients }),
  );
}

interface Context {
  readonly place: Place;
  readonly depth: number;
  readonly ingredients: Ingredients;
}

function randomValue(shapes: Shapes, member: AstMember, context: Context): fc.Arbitrary<unknown> {
  const { place, depth, ingredients } = context;
  const shape = shapes.find(member.target);
  const inner = (part: AstMember | undefined): fc.Arbitrary<unknown> =>
    randomValue(shapes, requirePart(part), { ...context, depth: depth + 1 });
  const maybeNull = (values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    hasTrait(shape, "sparse") ? fc.option(values) : values;
  const size = sizeOf(member, shape, context);
  switch (shape.type) {
    case "string":
      return (
        matchingTexts(member, shape) ?? ingredients.texts[hasTrait(shape, "mediaType") ? "body" : place]
      ).filter((text) => hasLength(text, size));
    case "enum":
    case "intEnum":
      return fc.constantFrom(...Object.values(shape.members ?? {}).map((it) => getTrait(it, "enumValue")));
    case "timestamp":
      return formatOf(shapes, member, place) === "http-date"
        ? ingredients.moments.map(toWholeSeconds)
        : ingredients.moments;
    case "blob":
      return fc.uint8Array({ minLength: size.min, maxLength: Math.min(size.max, 20) });
    case "list": {
      const items = maybeNull(inner(shape.member));
      const lengths = { minLength: size.min, maxLength: depth > maxDepth ? 1 : Math.min(size.max, 4) };
      return hasTrait(shape, "uniqueItems")
        ? fc.uniqueArray(items, { ...lengths, selector: describe })
        : fc.array(items, lengths);
    }
    case "map": {
      const keys = hasTrait(member, "httpPrefixHeaders")
        ? fc.stringMatching(/^[a-z0-9-]{1,8}$/)
        : keysOf(shapes, requirePart(shape.key), ingredients);
      const entries = fc.uniqueArray(fc.tuple(keys, maybeNull(inner(shape.value))), {
        minLength: size.min,
        maxLength: depth > maxDepth ? 1 : Math.min(size.max, 4),
        selector: ([key]) => key,
      });
      return entries.map((pairs) => Object.fromEntries(pairs));
    }
    case "structure":
      return depth > maxDepth && !shapes.membersOf(member.target).some(([, it]) => hasTrait(it, "required"))
        ? fc.constant({})
        : fromMembers(shapes.membersOf(member.target), inner);
    case "union": {
      const choices = shapes.membersOf(member.target).slice(0, depth > maxDepth ? 1 : undefined);
      return fc.oneof(...choices.map(([name, it]) => inner(it).map((value) => ({ [name]: value }))));
    }
    default:
      return numbersInRange(member, shape) ?? ingredients.simple[shape.type] ?? fc.constant({});
  }
}

/** How long a value may be: by its constraint, and by what its place can tell from none. */
function sizeOf(
  member: AstMember,
  shape: AstShape,
  { place, depth, ingredients: { leastInHeader } }: Context,
): { min: number; max: number } {
  const { min = 0, max = Number.POSITIVE_INFINITY } = lengthOf(member, shape);
  const bound = ["httpPayload", "httpQueryParams", "httpLabel", "httpPrefixHeaders"];
  const isTold = !bound.some((name) => hasTrait(member, name)) || hasTrait(shape, "streaming");
  const least = {
    header: { list: leastInHeader.items, string: depth > 0 ? leastInHeader.characters : 0 },
    text: { list: hasTrait(member, "httpQuery") || depth > 0 ? 1 : 0 },
    body: {},
  }[place] as Readonly<Record<string, number>>;
  return { min: Math.max(min, isTold ? 0 : 1, least[shape.type] ?? 0), max };
}

function keysOf(shapes: Shapes, key: AstMember, { names }: Ingredients): fc.Arbitrary<string> {
  const shape = shapes.find(key.target);
  return shape.type === "enum"
    ? fc.constantFrom(
        ...Object.values(shape.members ?? {}).map((it) => getTrait<string>(it, "enumValue") ?? ""),
      )
    : (matchingTexts(key, shape) ?? names);
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

function toWholeSeconds(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 1000) * 1000);
}

function describe(value: unknown): string {
  return JSON.stringify(value, (_, item) => (typeof item === "bigint" ? `${item}n` : item)) ?? "";
}

/**
 * Puts the model's defaults in the place of a message's absent members: what the other side is to see.
 *
 * @param id - the structure's shape ID
 */
export function fillDefaults(
  shapes: Shapes,
  id: string,
  value: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const filled = { ...value };
  for (const [name, member] of shapes.membersOf(id)) {
    const standard = getTrait(member, "default");
    if (standard !== undefined && !Object.hasOwn(value, name)) {
      filled[name] = shapes.find(member.target).type === "long" ? BigInt(Number(standard)) : standard;
    }
  }
  return filled;
}
