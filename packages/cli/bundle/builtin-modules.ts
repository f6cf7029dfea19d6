import { isBuiltin } from "node:module";
import type { Rolldown } from "tsdown";

/** An import of names from a module, at the start of a line of a chunk. */
const importLine = /^import (?:([\w$]+|\* as [\w$]+)(?:, | ))?(?:\{ (.*?) \} )?(?:from )?"([^"]+)";$/gm;

/** An import that is an expression, of a module with a fixed name. */
const importCall = /\bimport\("([^"]+)"\)/g;

/**
 * Modules that take milliseconds to load, and that many chunks import but few commands use. Each of their functions loads
 * its module when it is called.
 */
const loadedOnCall: ReadonlySet<string> = new Set(["node:fs/promises", "node:https", "node:tls", "node:tty"]);

/**
 * Replaces imports of Node.js's own modules by `process.getBuiltinModule`. An import of such a module reads all its
 * exports, and some of them load others when they are read: `node:http` loads undici, 13 MB and some 40 ms; `node:fs`,
 * `node:process` and `node:util` load streams and readers of directories. Functions of some modules load them on call.
 */
export function builtinModules(): Rolldown.Plugin {
  return {
    name: "builtin-modules",
    renderChunk: { order: "post", handler: (code) => ({ code: replaceBuiltinImports(code), map: null }) },
  };
}

/**
 * Replaces the imports of Node.js's own modules in the code of a chunk. Each stays on its line, so that source maps stay
 * valid.
 *
 * @param code - as Rolldown writes it: each import is one line
 */
export function replaceBuiltinImports(code: string): string {
  const withoutCalls = code.replaceAll(importCall, (call, id: string) =>
    isBuiltin(id) ? `Promise.resolve(${loadBuiltin(id)})` : call,
  );
  return withoutCalls.replaceAll(
    importLine,
    (line, whole: string | undefined, names: string | undefined, id: string) => {
      if (!isBuiltin(id)) {
        return line;
      }
      const declarations = [
        ...(whole === undefined ? [] : [`${whole.replace("* as ", "")} = ${loadBuiltin(id)}`]),
        ...(names === undefined ? [] : declareNames(id, names.split(", "))),
      ];
      return declarations.length === 0 ? "" : `const ${declarations.join(", ")};`;
    },
  );
}

/** @param names - as in the import: `open`, `open as open$1` */
function declareNames(id: string, names: readonly string[]): string[] {
  const functions = names.filter((name) => isLoadedOnCall(id, name));
  const others = names.filter((name) => !functions.includes(name));
  return [
    ...(others.length === 0
      ? []
      : [`{ ${others.join(", ").replaceAll(" as ", ": ")} } = ${loadBuiltin(id)}`]),
    ...functions.map((name) => {
      const [exported = "", local = exported] = name.split(" as ");
      return `${local} = (...args) => ${loadBuiltin(id)}.${exported}(...args)`;
    }),
  ];
}

/** A class can't be replaced by a function that loads it, and neither can a value. */
function isLoadedOnCall(id: string, name: string): boolean {
  const [exported = ""] = name.split(" as ");
  const value = loadedOnCall.has(id) && (process.getBuiltinModule(id) as Record<string, unknown>)[exported];
  return typeof value === "function" && /^[a-z]/.test(exported);
}

function loadBuiltin(id: string): string {
  return `globalThis.process.getBuiltinModule(${JSON.stringify(id)})`;
}
