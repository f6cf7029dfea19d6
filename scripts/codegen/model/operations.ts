import type { AstReference, AstShape, JsonAst } from "./json-ast.ts";

/** Where a resource has operations, in the order in which Smithy's specification names them. */
const lifecycle = ["create", "put", "read", "update", "delete", "list"] as const;

/**
 * Lists the operations of a service, those of its resources and theirs among them.
 *
 * @returns shape IDs, in the model's order, each once
 * @see https://smithy.io/2.0/spec/service-types.html#resource
 */
export function operationsOf(ast: JsonAst, service: AstShape): readonly string[] {
  const found = new Set<string>();
  const visit = (shape: AstShape): void => {
    const own = lifecycle.flatMap((name) => shape[name] ?? []);
    for (const { target } of [...own, ...(shape.operations ?? []), ...(shape.collectionOperations ?? [])]) {
      found.add(target);
    }
    for (const resource of resourcesOf(ast, shape.resources ?? [])) {
      visit(resource);
    }
  };
  visit(service);
  return [...found];
}

function resourcesOf(ast: JsonAst, references: readonly AstReference[]): AstShape[] {
  return references.flatMap(({ target }) => ast.shapes[target] ?? []);
}
