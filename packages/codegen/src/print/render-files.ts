import { posix } from "node:path";
import type { FindModule, ImportSymbol } from "./imports.ts";
import type { SourceFile } from "./source-file.ts";
import { splitFile } from "./split-file.ts";

/** The specifiers of the modules that generated files import. */
export interface ModuleNames {
  /** The runtime, `@eks-auth/server-runtime`. */
  readonly runtime: string;
  /** The model's types: `@eks-auth/types`, or `./model.ts` if it is one of the files. */
  readonly types: string;
}

/**
 * Renders the files of one folder. Large files are split, and each file imports from the parts.
 *
 * @param maxDeclarations - how many declarations a file can have before it is split
 * @returns the texts by path from the folder, not yet formatted
 */
export function renderFiles(
  files: readonly SourceFile[],
  modules: ModuleNames,
  maxDeclarations = 200,
): Map<string, string> {
  const parts = files.flatMap((file) => splitFile(file, maxDeclarations).map((part) => ({ file, part })));
  const paths = new Map<string, Map<string, string>>();
  for (const { file, part } of parts) {
    const known = paths.get(file.path) ?? new Map<string, string>();
    paths.set(file.path, known);
    for (const { name } of part.declarations) {
      known.set(name, part.path);
    }
  }
  const findPath = (path: string, name: string): string => paths.get(path)?.get(name) ?? path;
  return new Map(
    parts.map(({ file, part }) => {
      const findModule = findModuleFrom(part.path, findPath, modules);
      return [part.path, part.render(findModule, part !== file)];
    }),
  );
}

/** Creates the function that finds modules for one file. */
function findModuleFrom(
  path: string,
  findPath: (path: string, name: string) => string,
  modules: ModuleNames,
): FindModule {
  return ({ name, from }: ImportSymbol) => {
    const module = from.replace(/^(runtime|types)(?=\/|$)/, (known) => modules[known as keyof ModuleNames]);
    if (!module.startsWith("./")) {
      return module;
    }
    const target = findPath(module.slice("./".length), name);
    if (target === path) {
      return undefined;
    }
    const specifier = posix.relative(posix.dirname(path), target);
    return specifier.startsWith(".") ? specifier : `./${specifier}`;
  };
}
