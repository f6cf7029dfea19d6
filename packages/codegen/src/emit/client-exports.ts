import { posix } from "node:path";

/**
 * Decides which module a name comes from that several modules of the official client export: TypeScript rejects an index
 * that exports two of them with `export *`. A shape can have the name of the client, of its configuration or of a command.
 *
 * @param files - the client's source by path; the text of `src/index.ts` is read
 * @returns statements for the end of the index, which export each such name from the first module that has it; empty if
 *   there is none
 */
export function exportAmbiguousNames(files: ReadonlyMap<string, string>): string {
  const origins = new Map<string, { module: string; typeOnly: boolean; isAmbiguous: boolean }>();
  for (const module of listModules(files.get("src/index.ts") ?? "")) {
    for (const [name, typeOnly] of readExports(files, "src", module)) {
      const known = origins.get(name);
      if (known === undefined) {
        origins.set(name, { module, typeOnly, isAmbiguous: false });
      } else {
        known.isAmbiguous = true;
      }
    }
  }
  return [...origins]
    .filter(([, { isAmbiguous }]) => isAmbiguous)
    .map(([name, { module, typeOnly }]) => `export ${typeOnly ? "type " : ""}{ ${name} } from "${module}";\n`)
    .join("");
}

/** The modules of which a module exports everything. */
function listModules(text: string): string[] {
  return [...text.matchAll(/^export \* from "(\.[^"]+)";$/gm)].map(([, module = ""]) => module);
}

/** Reads the declarations that a module and the modules in it export: whether each is only a type, by name. */
function readExports(
  files: ReadonlyMap<string, string>,
  folder: string,
  module: string,
): ReadonlyMap<string, boolean> {
  const base = posix.join(folder, module);
  const path = files.has(`${base}.ts`) ? `${base}.ts` : `${base}/index.ts`;
  const text = files.get(path) ?? "";
  const declarations = text.matchAll(
    /^export (?:abstract )?(class|const|enum|function|interface|type) ([\w$]+)/gm,
  );
  const own = [...declarations].map(([, kind = "", name = ""]): [string, boolean] => [
    name,
    kind === "interface" || kind === "type",
  ]);
  const inner = listModules(text).flatMap((it) => [...readExports(files, posix.dirname(path), it)]);
  // A value and a type of the same name are one export.
  return new Map([...inner, ...own].sort(([, a], [, b]) => Number(b) - Number(a)));
}
