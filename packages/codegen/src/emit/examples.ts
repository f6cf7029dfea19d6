import type { JsonAst } from "../model/json-ast.ts";

/** An example of an operation in the model. */
export interface Example {
  readonly title: string;
  readonly documentation?: string;
  readonly input?: unknown;
  readonly output?: unknown;
  readonly error?: { readonly shapeId: string; readonly content?: { readonly message?: unknown } };
}

/** Lists the examples of an operation, by the trait `@examples`. @param id - of its shape */
export function listExamples(id: string, { shapes }: JsonAst): readonly Example[] {
  return (shapes[id]?.traits?.["smithy.api#examples"] ?? []) as readonly Example[];
}
