import fc from "fast-check";
import { type Binding, bindingOf, formatOf } from "../../model/bindings.ts";
import { getTrait, hasTrait, type Member, type Model, requirePart, type Shape } from "../../model/model.ts";
import { hasLength, lengthOf, matchingTexts, numbersInRange } from "./constrained-values.ts";
import { allSources, type ValueSources } from "./value-sources.ts";

/** The maximum depth of recursive structures. */
const maxDepth = 3;

/**
 * Random valid inputs, outputs or errors. They contain no values that HTTP cannot transport, such as an empty payload,
 * which equals an absent one.
 *
 * @param id - the ID of the structure
 */
export function randomMessage(
  model: Model,
  id: string,
  sources: ValueSources = allSources,
): fc.Arbitrary<Record<string, unknown>> {
  return fromMembers(model.getMembers(id), (member) =>
    randomValue(model, member, { binding: bindingOf(member), depth: 0, sources }),
  );
}

interface Context {
  readonly binding: Binding;
  readonly depth: number;
  readonly sources: ValueSources;
}

function randomValue(model: Model, member: Member, context: Context): fc.Arbitrary<unknown> {
  const { binding, depth, sources } = context;
  const shape = model.getShape(member.target);
  const inner = (part: Member | undefined): fc.Arbitrary<unknown> =>
    randomValue(model, requirePart(part), { ...context, depth: depth + 1 });
  const maybeNull = (values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    hasTrait(shape, "sparse") ? fc.option(values) : values;
  const size = sizeOf(member, shape, context);
  switch (shape.type) {
    case "string":
      return (
        matchingTexts(member, shape) ?? sources.texts[hasTrait(shape, "mediaType") ? "body" : binding]
      ).filter((text) => hasLength(text, size));
    case "enum":
    case "intEnum":
      return fc.constantFrom(...Object.values(shape.members ?? {}).map((it) => getTrait(it, "enumValue")));
    case "timestamp":
      return formatOf(model, member, binding) === "http-date"
        ? sources.timestamps.map(toWholeSeconds)
        : sources.timestamps;
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
        : keysOf(model, requirePart(shape.key), sources);
      const entries = fc.uniqueArray(fc.tuple(keys, maybeNull(inner(shape.value))), {
        minLength: size.min,
        maxLength: depth > maxDepth ? 1 : Math.min(size.max, 4),
        selector: ([key]) => key,
      });
      return entries.map((pairs) => Object.fromEntries(pairs));
    }
    case "structure":
      return depth > maxDepth && !model.getMembers(member.target).some(([, it]) => hasTrait(it, "required"))
        ? fc.constant({})
        : fromMembers(model.getMembers(member.target), inner);
    case "union": {
      const choices = model.getMembers(member.target).slice(0, depth > maxDepth ? 1 : undefined);
      return fc.oneof(...choices.map(([name, it]) => inner(it).map((value) => ({ [name]: value }))));
    }
    default:
      return numbersInRange(member, shape) ?? sources.simple[shape.type] ?? fc.constant({});
  }
}

/** The allowed length of a value: by its constraint, and at least 1 if its binding loses empty values. */
function sizeOf(
  member: Member,
  shape: Shape,
  { binding, depth, sources: { minInHeader } }: Context,
): { min: number; max: number } {
  const { min = 0, max = Number.POSITIVE_INFINITY } = lengthOf(member, shape);
  const bindings = ["httpPayload", "httpQueryParams", "httpLabel", "httpPrefixHeaders"];
  const canBeEmpty = !bindings.some((name) => hasTrait(member, name)) || hasTrait(shape, "streaming");
  const minimums = {
    header: { list: minInHeader.items, string: depth > 0 ? minInHeader.characters : 0 },
    url: { list: hasTrait(member, "httpQuery") || depth > 0 ? 1 : 0 },
    body: {},
  }[binding] as Readonly<Record<string, number>>;
  return { min: Math.max(min, canBeEmpty ? 0 : 1, minimums[shape.type] ?? 0), max };
}

function keysOf(model: Model, key: Member, { names }: ValueSources): fc.Arbitrary<string> {
  const shape = model.getShape(key.target);
  return shape.type === "enum"
    ? fc.constantFrom(
        ...Object.values(shape.members ?? {}).map((it) => getTrait<string>(it, "enumValue") ?? ""),
      )
    : (matchingTexts(key, shape) ?? names).filter((text) =>
        hasLength(text, { min: 0, max: Number.POSITIVE_INFINITY, ...lengthOf(key, shape) }),
      );
}

/** Random values of a structure. Required members are always present. */
function fromMembers(
  members: readonly [string, Member][],
  valuesOf: (member: Member) => fc.Arbitrary<unknown>,
): fc.Arbitrary<Record<string, unknown>> {
  const parts = members.map(([name, member]) => {
    const entry = valuesOf(member).map((value) => [name, value] as const);
    return hasTrait(member, "required") ? entry : fc.option(entry, { freq: 3 });
  });
  return fc.tuple(...parts).map((entries) => Object.fromEntries(entries.filter((entry) => entry !== null)));
}

function toWholeSeconds(timestamp: Date): Date {
  return new Date(Math.floor(timestamp.getTime() / 1000) * 1000);
}

function describe(value: unknown): string {
  return JSON.stringify(value, (_, item) => (typeof item === "bigint" ? `${item}n` : item)) ?? "";
}

/**
 * Adds the model's default values of absent members, which the other side adds too.
 *
 * @param id - the ID of the structure
 */
export function fillDefaults(
  model: Model,
  id: string,
  value: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const filled = { ...value };
  for (const [name, member] of model.getMembers(id)) {
    const defaultValue = getTrait(member, "default");
    if (defaultValue !== undefined && !Object.hasOwn(value, name)) {
      filled[name] =
        model.getShape(member.target).type === "long" ? BigInt(Number(defaultValue)) : defaultValue;
    }
  }
  return filled;
}
