import type { AstShape, JsonAst } from "../../codegen/model/json-ast.ts";
import { membersOf } from "./members.ts";

/** The way that a value goes: callers make what is in requests, implementers what is in responses and errors. */
export type Usage = "request" | "response";

/** Finds every shape that operations reach, and on which ways it goes, by shape ID. Smithy's own are left out. */
export function findUsages(ast: JsonAst, operations: readonly AstShape[]): Map<string, Set<Usage>> {
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
