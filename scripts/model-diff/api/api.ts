import type { AstShape, JsonAst } from "../../codegen/model/json-ast.ts";
import { operationsOf } from "../../codegen/model/operations.ts";
import { Failure } from "../../failure.ts";
import { findUsages, type Usage } from "./usage.ts";

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
 * @throws Failure where it has no service, or several
 */
export function readApi(ast: JsonAst): Api {
  const [[id, service] = [], ...others] = Object.entries(ast.shapes).filter(
    ([, { type }]) => type === "service",
  );
  if (id === undefined || service === undefined || others.length > 0) {
    throw new Failure(
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
