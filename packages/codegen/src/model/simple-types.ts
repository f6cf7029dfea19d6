import { type AstMember, type AstShape, documentationOf, type Traits } from "./json-ast.ts";
import type { Constraints, EnumType, TimestampFormat, Type } from "./types.ts";

/** The types of numbers, as both Smithy and the resolved model name them. */
const sizes = ["byte", "short", "integer", "float", "double", "long", "bigInteger", "bigDecimal"] as const;

/**
 * Resolves a simple shape: a number, string, blob, boolean, document, timestamp or enum.
 *
 * @param name - the shape's name within the service
 * @param constraints - those of the shape
 * @returns the type, or `undefined` if the shape is not a simple one
 */
export function resolveSimpleType(
  id: string,
  name: string,
  { type, traits = {}, members = {} }: AstShape,
  constraints: Constraints | undefined,
): Type | undefined {
  const size = sizes.find((candidate) => candidate === type);
  if (size !== undefined) {
    return { kind: "number", name, size, constraints };
  }
  const mediaType = traits["smithy.api#mediaType"] as string | undefined;
  const sensitive = isSensitive(traits);
  const documentation = documentationOf(traits);
  switch (type) {
    case "blob": {
      const streaming = traits["smithy.api#streaming"] !== undefined;
      const lengthRequired = traits["smithy.api#requiresLength"] !== undefined;
      return { kind: "blob", name, constraints, sensitive, streaming, lengthRequired, mediaType };
    }
    case "boolean":
    case "document":
      return { kind: type, name };
    case "string":
      return (
        resolveEnumTrait(id, name, traits) ?? { kind: "string", name, constraints, sensitive, mediaType }
      );
    case "timestamp":
      return { kind: "timestamp", name, format: timestampFormatOf(traits) };
    case "enum": {
      const values = valuesOf(members) as string[];
      const internal = valuesOf(internalOf(members)) as string[];
      return { kind: "enum", id, name, documentation, sensitive, values, internal };
    }
    case "intEnum":
      return { kind: "intEnum", id, name, documentation, values: valuesOf(members) as number[] };
    default:
      return undefined;
  }
}

/** Resolves a string with the `@enum` trait, which Smithy 1.0 used instead of enum shapes. */
function resolveEnumTrait(id: string, name: string, traits: Traits): EnumType | undefined {
  const entries = traits["smithy.api#enum"] as { value: string; tags?: string[] }[] | undefined;
  if (entries === undefined) {
    return undefined;
  }
  const values = entries.map(({ value }) => value);
  const internal = entries.filter(({ tags }) => tags?.includes("internal")).map(({ value }) => value);
  const documentation = documentationOf(traits);
  return { kind: "enum", id, name, documentation, sensitive: isSensitive(traits), values, internal };
}

/**
 * Looks up a shape of Smithy's prelude, which the JSON AST doesn't contain.
 *
 * @returns the shape, or `undefined` if the ID is not in the namespace `smithy.api`
 */
export function findPreludeShape(id: string): AstShape | undefined {
  const [namespace, name = ""] = id.split("#");
  if (namespace !== "smithy.api") {
    return undefined;
  }
  // Smithy 1.0 has names such as `PrimitiveInteger` for an Integer.
  const type = name.replace(/^Primitive/, "");
  return type === "Unit" ? { type: "structure" } : { type: type.charAt(0).toLowerCase() + type.slice(1) };
}

/** The `@timestampFormat` of a shape or member. */
export function timestampFormatOf(traits: Traits): TimestampFormat | undefined {
  return traits["smithy.api#timestampFormat"] as TimestampFormat | undefined;
}

/** Whether a shape is `@sensitive`. */
export function isSensitive(traits: Traits | undefined): boolean {
  return traits?.["smithy.api#sensitive"] !== undefined;
}

function valuesOf(members: Readonly<Record<string, AstMember>>): unknown[] {
  return Object.entries(members).map(([name, { traits }]) => traits?.["smithy.api#enumValue"] ?? name);
}

function internalOf(members: Readonly<Record<string, AstMember>>): Readonly<Record<string, AstMember>> {
  const internal = Object.entries(members).filter(
    ([, { traits }]) => traits?.["smithy.api#internal"] !== undefined,
  );
  return Object.fromEntries(internal);
}
