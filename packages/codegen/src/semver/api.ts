import { type AstMember, type AstShape, type JsonAst, operationsOf } from "../model/json-ast.ts";
import { findPreludeShape } from "../model/simple-types.ts";
import { CommandError } from "../terminal/command-error.ts";

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
  readonly usages: ReadonlySet<Usage>;
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
    ast.shapes[target] ?? findPreludeShape(target) ?? { type: "unknown" };
  const operations = operationsOf(ast, service).map((target): [string, AstShape] => [
    nameOf(target),
    withServiceErrors(typeOf(target), service),
  ]);
  const found = findUsages(
    ast,
    operations.map(([, operation]) => operation),
  );
  const shapes = [...found].map(([target, usages]): [string, ApiShape] => [
    nameOf(target),
    { shape: typeOf(target), usages },
  ]);
  const name = nameOf(id);
  return { name, service, operations: new Map(operations), shapes: new Map(shapes), nameOf, typeOf };
}

function withServiceErrors(operation: AstShape, service: AstShape): AstShape {
  return { ...operation, errors: [...(operation.errors ?? []), ...(service.errors ?? [])] };
}

function afterHash(id: string): string {
  return id.slice(id.indexOf("#") + 1);
}

/** The members of a shape: a list's `member`, a map's `key` and `value`, or a structure's members. */
export function membersOf(shape: AstShape): ReadonlyMap<string, AstMember> {
  const { member, key, value, members = {} } = shape;
  const parts = Object.entries({ member, key, value }).filter(
    (part): part is [string, AstMember] => part[1] !== undefined,
  );
  return new Map([...parts, ...Object.entries(members)]);
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

/** Where a value is used: callers create requests, implementers create responses and errors. */
export type Usage = "request" | "response";

/** Finds all shapes that operations use, and where, by shape ID. Shapes of Smithy's prelude are omitted. */
function findUsages(ast: JsonAst, operations: readonly AstShape[]): Map<string, Set<Usage>> {
  const found = new Map<string, Set<Usage>>();
  const visit = (id: string, usage: Usage): void => {
    const shape = ast.shapes[id];
    const usages = found.get(id) ?? new Set();
    if (shape === undefined || usages.has(usage)) {
      return;
    }
    found.set(id, usages.add(usage));
    for (const { target } of membersOf(shape).values()) {
      visit(target, usage);
    }
  };
  for (const { input, output, errors = [] } of operations) {
    if (input !== undefined) {
      visit(input.target, "request");
    }
    for (const { target } of output === undefined ? errors : [output, ...errors]) {
      visit(target, "response");
    }
  }
  return found;
}
