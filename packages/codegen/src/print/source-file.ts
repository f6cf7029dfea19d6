import { type ImportSymbol, Imports, type ModuleNames } from "./imports.ts";

/** The first line of every file that the emitters generate. */
export const fileHeader: string =
  "// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.\n";

/** A value in a template: text, a symbol that is imported if it is used, or a list of these. */
export type Printable = string | number | ImportSymbol | readonly Printable[];

/**
 * A TypeScript file under construction. Emitters print code with templates. The symbols in them become imports when the
 * file is rendered, so emitters write no import statements, and no import is unused.
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
   * Renders the file: header, imports, code. The text is valid TypeScript, not yet formatted.
   *
   * @param modules - the specifiers of the modules that it imports from
   */
  render(modules: ModuleNames): string {
    const text = this.#parts.filter((part) => typeof part === "string").join("");
    const imports = new Imports(findDeclarations(text));
    const code = this.#parts.map((part) => (typeof part === "string" ? part : imports.add(part))).join("");
    return `${fileHeader}\n${imports.print(modules)}\n${code}`;
  }
}

function findDeclarations(text: string): string[] {
  const declarations = text.matchAll(
    /^\s*(?:export )?(?:abstract )?(?:function|class|interface|type|const) ([\w$]+)/gm,
  );
  return [...declarations].map(([, name = ""]) => name);
}

/** Creates a piece of code, to print as part of another. */
export function code(fragments: TemplateStringsArray, ...values: Printable[]): Printable {
  return fragments.flatMap((fragment, index) => {
    const value = values[index];
    return value === undefined ? [fragment] : [fragment, value];
  });
}

/** Joins pieces of code with a separator, as `Array.join` does with strings. */
export function join(pieces: readonly Printable[], separator: string): Printable {
  return pieces.flatMap((piece, index) => (index === 0 ? [piece] : [separator, piece]));
}

function flatten(printable: Printable): (string | ImportSymbol)[] {
  if (typeof printable === "string" || typeof printable === "number") {
    return [String(printable)];
  }
  return "from" in printable ? [printable] : printable.flatMap(flatten);
}
