import { type AstShape, type JsonAst, operationsOf } from "../model/json-ast.ts";
import { findPreludeShape } from "../model/simple-types.ts";
import { CommandError } from "../terminal/command-error.ts";
import { findUses, type Uses } from "./uses.ts";

/** A model by the names that users of the generated packages see, which are without namespaces. */
export interface Api {
  readonly name: string;
  readonly service: AstShape;
  /** The operations by name. */
  readonly operations: ReadonlyMap<string, AstShape>;
  /** All shapes that operations use, by name. */
  readonly shapes: ReadonlyMap<string, ApiShape>;
  /** The name of a shape within the service. A shape of Smithy's prelude keeps its ID. */
  nameOf(id: string): string;
  /** The type of a shape, `string`, and its traits. */
  typeOf(id: string): AstShape;
}

/** A shape, and where it is used. */
export interface ApiShape {
  readonly shape: AstShape;
  readonly uses: Uses;
}

/**
 * Reads a model.
 *
 * @param ast - a valid model with one service
 * @throws CommandError if it has no service, or more than one
 */
export function readApi(ast: JsonAst): Api {
  const [[id, service] = [], ...others] = Object.entries(ast.shapes).filter(
    ([, { type }]) => type === "service",
  );
  if (id === undefined || service === undefined || others.length > 0) {
    throw new CommandError(
      `A model to compare must have exactly one service; found: ${others.length === 0 ? "none" : others.length + 1}.`,
    );
  }
  const nameOf = (target: string): string =>
    target.startsWith("smithy.api#") ? target : (service.rename?.[target] ?? afterHash(target));
  const typeOf = (target: string): AstShape =>
    asEnum(ast.shapes[target] ?? findPreludeShape(target) ?? { type: "unknown" });
  const operations = operationsOf(ast, service).map((target): [string, AstShape] => [
    nameOf(target),
    withServiceErrors(typeOf(target), service),
  ]);
  const found = findUses(
    ast,
    operations.map(([, operation]) => operation),
  );
  const shapes = [...found].map(([target, uses]): [string, ApiShape] => [
    nameOf(target),
    { shape: typeOf(target), uses },
  ]);
  const name = nameOf(id);
  return { name, service, operations: new Map(operations), shapes: new Map(shapes), nameOf, typeOf };
}

/** Converts a string with the `@enum` trait, which Smithy 1.0 used, to an enum, for which the same code is generated. */
function asEnum(shape: AstShape): AstShape {
  const { "smithy.api#enum": values, ...traits } = shape.traits ?? {};
  if (shape.type !== "string" || values === undefined) {
    return shape;
  }
  const members = (values as EnumDefinition[]).map(
    ({ value, name = value, documentation, deprecated, tags }) => [
      name,
      {
        target: "smithy.api#Unit",
        traits: {
          "smithy.api#enumValue": value,
          ...(documentation !== undefined && { "smithy.api#documentation": documentation }),
          ...(deprecated && { "smithy.api#deprecated": {} }),
          ...(tags !== undefined && { "smithy.api#tags": tags }),
        },
      },
    ],
  );
  return { ...shape, type: "enum", traits, members: Object.fromEntries(members) };
}

/** @see https://smithy.io/2.0/spec/constraint-traits.html#enum-trait */
interface EnumDefinition {
  readonly value: string;
  readonly name?: string;
  readonly documentation?: string;
  readonly deprecated?: boolean;
  readonly tags?: readonly string[];
}

function withServiceErrors(operation: AstShape, service: AstShape): AstShape {
  return { ...operation, errors: [...(operation.errors ?? []), ...(service.errors ?? [])] };
}

function afterHash(id: string): string {
  return id.slice(id.indexOf("#") + 1);
}

/** Compares the keys of two maps: entries that only one has, and keys that both have. */
export function compareKeys<K, V>(
  old: ReadonlyMap<K, V>,
  now: ReadonlyMap<K, V>,
): { added: [K, V][]; removed: [K, V][]; common: { key: K; before: V; after: V }[] } {
  return {
    added: [...now].filter(([key]) => !old.has(key)),
    removed: [...old].filter(([key]) => !now.has(key)),
    common: [...now].flatMap(([key, after]) => {
      const before = old.get(key);
      return before === undefined ? [] : [{ key, before, after }];
    }),
  };
}
