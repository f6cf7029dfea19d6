import { type ImportSymbol, Imports, type ModuleNames } from "./imports.ts";

/** The first line of every file that our emitters write. */
export const fileHeader: string =
  "// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.\n";

/** What a template may hold: text, a symbol that is imported where it is used, or a list of these. */
export type Printable = string | number | ImportSymbol | readonly Printable[];

/**
 * A TypeScript file under construction. Code is printed by template; symbols in it turn into imports when the
 * file is rendered, so an emitter never writes an import, and none is left over.
 */
export class SourceFile {
  readonly #parts: (string | ImportSymbol)[] = [];

  /**
   * Prints a piece of code and ends the line.
   *
   * @example
   * file.print`export const token = ${readString}(body);`
   */
  print(fragments: TemplateStringsArray, ...values: Printable[]): void {
    this.#parts.push(...flatten(code(fragments, ...values)), "\n");
  }

  /**
   * Gives the file's text: header, imports, code. It is valid TypeScript, not yet formatted.
   *
   * @param modules - what the modules that it imports from are called
   */
  render(modules: ModuleNames): string {
    const text = this.#parts.filter((part) => typeof part === "string").join("");
    const imports = new Imports(findDeclarations(text));
    const code = this.#parts.map((part) => (typeof part === "string" ? part : imports.add(part))).join("");
    return `${fileHeader}\n${imports.print(modules)}\n${code}`;
  }
}

/** The names that a file declares at its top level, all of which it exports or keeps in a constant. */
function findDeclarations(text: string): string[] {
  const declarations = text.matchAll(
    /^\s*(?:export (?:abstract )?(?:function|class|interface|type|const)|const) ([\w$]+)/gm,
  );
  return [...declarations].map(([, name = ""]) => name);
}

/** A piece of code to be printed later, as part of another. */
export function code(fragments: TemplateStringsArray, ...values: Printable[]): Printable {
  return fragments.flatMap((fragment, index) => {
    const value = values[index];
    return value === undefined ? [fragment] : [fragment, value];
  });
}

/** Puts text between pieces of code, as `Array.join` does between strings. */
export function join(pieces: readonly Printable[], separator: string): Printable {
  return pieces.flatMap((piece, index) => (index === 0 ? [piece] : [separator, piece]));
}

function flatten(printable: Printable): (string | ImportSymbol)[] {
  if (typeof printable === "string" || typeof printable === "number") {
    return [String(printable)];
  }
  return "from" in printable ? [printable] : printable.flatMap(flatten);
}
