import { type AstMember, type AstShape, type JsonAst, operationsOf } from "../model/json-ast.ts";
import { CommandError } from "../terminal/command-error.ts";

/** A model by the names that users of the generated packages know: namespaces are no part of those. */
export interface Api {
  readonly name: string;
  readonly service: AstShape;
  /** By name. */
  readonly operations: ReadonlyMap<string, AstShape>;
  /** Every shape that operations reach, by name. */
  readonly shapes: ReadonlyMap<string, ApiShape>;
  /** The name of a shape within the service; a shape of Smithy's own keeps its ID. */
  nameOf(id: string): string;
  /** The type of a shape, `string`, and its traits. */
  typeOf(id: string): AstShape;
}

/** A shape, and on which ways it goes. */
export interface ApiShape {
  readonly shape: AstShape;
  readonly usages: ReadonlySet<Usage>;
}

/**
 * Reads a model.
 *
 * @param ast - a valid model with one service
 * @throws CommandError where it has no service, or several
 */
export function readApi(ast: JsonAst): Api {
  const [[id, service] = [], ...others] = Object.entries(ast.shapes).filter(
    ([, { type }]) => type === "service",
  );
  if (id === undefined || service === undefined || others.length > 0) {
    throw new CommandError(
      `A model to compare needs one service; found: ${others.length === 0 ? "none" : others.length + 1}.`,
    );
  }
  const nameOf = (target: string): string =>
    target.startsWith("smithy.api#") ? target : (service.rename?.[target] ?? afterHash(target));
  const typeOf = (target: string): AstShape => ast.shapes[target] ?? { type: simpleType(target) };
  const operations = operationsOf(ast, service).map((target): [string, AstShape] => [
    nameOf(target),
    withServiceErrors(typeOf(target), service),
  ]);
  const usages = [
    ...findUsages(
      ast,
      operations.map(([, operation]) => operation),
    ),
  ];
  const shapes = usages.map(([target, found]): [string, ApiShape] => [
    nameOf(target),
    { shape: typeOf(target), usages: found },
  ]);
  return {
    name: nameOf(id),
    service,
    operations: new Map(operations),
    shapes: new Map(shapes),
    nameOf,
    typeOf,
  };
}

function withServiceErrors(operation: AstShape, service: AstShape): AstShape {
  return { ...operation, errors: [...(operation.errors ?? []), ...(service.errors ?? [])] };
}

function afterHash(id: string): string {
  return id.slice(id.indexOf("#") + 1);
}

/** Those of the first version of Smithy have a longer name: `PrimitiveInteger` is an Integer. */
function simpleType(id: string): string {
  const name = afterHash(id).replace(/^Primitive/, "");
  return name === "Unit" ? "structure" : name.charAt(0).toLowerCase() + name.slice(1);
}

/** The members of a shape: a list's `member`, a map's `key` and `value`, else those that it names. */
export function membersOf(shape: AstShape): ReadonlyMap<string, AstMember> {
  const { member, key, value, members = {} } = shape;
  const parts = Object.entries({ member, key, value }).filter(
    (part): part is [string, AstMember] => part[1] !== undefined,
  );
  return new Map([...parts, ...Object.entries(members)]);
}

/** The way that a value goes: callers make what is in requests, implementers what is in responses and errors. */
export type Usage = "request" | "response";

/** Finds every shape that operations reach, and on which ways it goes, by shape ID. Smithy's own are left out. */
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
