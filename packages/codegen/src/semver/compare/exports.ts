import { listLightNames } from "../../emit/client-light/public-names.ts";
import { listServerNames } from "../../emit/public-names.ts";
import { type JsonAst, UnsupportedModelError } from "../../model/json-ast.ts";
import { resolveService } from "../../model/resolve-service.ts";
import type { Service } from "../../model/service.ts";
import type { ImportSymbol } from "../../print/imports.ts";
import type { Reexport } from "../../print/source-file.ts";
import type { Change } from "../change.ts";

/** The packages that export names of their runtime too. */
const packages: Readonly<Record<"server" | "client-light", (service: Service) => readonly Reexport[]>> = {
  server: listServerNames,
  "client-light": listLightNames,
};

/**
 * Compares what the names mean that the server and the light client export. A shape can take the name of a type of the
 * runtime, or an error that of the type of a shape.
 *
 * @returns a change for each name that both versions export, but not for the same thing
 */
export function compareExports(old: JsonAst, now: JsonAst): Change[] {
  const [before, after] = [tryToResolve(old), tryToResolve(now)];
  return (["server", "client-light"] as const).flatMap((key) => {
    const present = readExports(after, key);
    return [...readExports(before, key)].flatMap(([name, former]): Change[] => {
      const symbol = present.get(name);
      const description = symbol && `${origin(former)} → ${origin(symbol)}`;
      return description === undefined || (symbol?.from === former.from && symbol.name === former.name)
        ? []
        : [{ rule: "export-replaced", path: name, description, package: key }];
    });
  });
}

function readExports(
  service: Service | undefined,
  key: keyof typeof packages,
): ReadonlyMap<string, ImportSymbol> {
  const exports = service === undefined ? [] : packages[key](service);
  return new Map(exports.map(({ name, symbol }) => [name, symbol]));
}

function tryToResolve(ast: JsonAst): Service | undefined {
  try {
    return resolveService(ast, "skip");
  } catch (error) {
    if (error instanceof UnsupportedModelError) {
      // No packages were generated from it.
      return undefined;
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
