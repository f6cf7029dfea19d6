import { listServerNames } from "../../emit/public-names.ts";
import { type JsonAst, UnsupportedModelError } from "../../model/json-ast.ts";
import { resolveService } from "../../model/resolve-service.ts";
import type { ImportSymbol } from "../../print/imports.ts";
import type { Change } from "../change.ts";

/**
 * Compares what the names mean that the server package exports. A shape can take the name of a type of the runtime, or an
 * error that of the type of a shape.
 *
 * @returns a change for each name that both versions export, but not for the same thing
 */
export function compareExports(old: JsonAst, now: JsonAst): Change[] {
  const [before, after] = [readExports(old), readExports(now)];
  return [...before].flatMap(([name, former]): Change[] => {
    const present = after.get(name);
    return present === undefined || (present.from === former.from && present.name === former.name)
      ? []
      : [{ rule: "export-replaced", path: name, description: `${origin(former)} → ${origin(present)}` }];
  });
}

function readExports(ast: JsonAst): ReadonlyMap<string, ImportSymbol> {
  try {
    return new Map(listServerNames(resolveService(ast, "skip")).map(({ name, symbol }) => [name, symbol]));
  } catch (error) {
    if (error instanceof UnsupportedModelError) {
      // No packages were generated from it.
      return new Map();
    }
    throw error;
  }
}

function origin({ name, from }: ImportSymbol): string {
  switch (from) {
    case "runtime":
      return "a type of the runtime";
    case "types":
      return `the type of the shape ${name}`;
    case "./errors.ts":
      return `${name} of an error`;
    default:
      return name;
  }
}
