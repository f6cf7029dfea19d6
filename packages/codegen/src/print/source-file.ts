import { findIdentifiers } from "./identifiers.ts";
import { type FindModule, type ImportSymbol, Imports } from "./imports.ts";

/** The first line of every file that the emitters generate. */
export const fileHeader: string =
  "// Generated from the Smithy model. Do not edit: change model/ and run `npm run generate`.\n";

/** A value in a template: text, a symbol that is imported if it is used, {@link exportIfSplit}, or a list of these. */
export type Printable = string | number | ImportSymbol | typeof exportIfSplit | readonly Printable[];

/** Prints `export` if the file is split, for a declaration that only code of the same file uses. */
export const exportIfSplit = { onlyIfSplit: "export " } as const;

/** Code that belongs together: what a shape or an operation has in a file. */
export interface Declaration {
  /** The name that other code uses; empty for code before the first declaration. */
  readonly name: string;
  readonly parts: Part[];
}

/** An export of another module that a file exports too. */
export interface Reexport {
  readonly symbol: ImportSymbol;
  /** The name by which the file exports it. */
  readonly name: string;
}

type Part = FlatPart | { readonly reexported: readonly Reexport[] };
type FlatPart = string | ImportSymbol | typeof exportIfSplit;

/**
 * A TypeScript file under construction. Emitters print code with templates. The symbols in them become imports when the
 * file is rendered, so emitters write no import statements, and no import is unused.
 */
export class SourceFile {
  readonly #declarations: Declaration[];
  /** The path from the folder of generated code. */
  readonly path: string;

  /** @param path - for example `errors.ts`; symbols of the file are then from `./errors.ts` */
  constructor(path: string, declarations: readonly Declaration[] = []) {
    this.path = path;
    this.#declarations = [...declarations];
  }

  get declarations(): readonly Declaration[] {
    return this.#declarations;
  }

  /**
   * Starts a declaration: all that is printed until the next one. A large file is split between declarations, so code names
   * what another declaration of the file declares by its symbol.
   *
   * @param name - unique in the file
   */
  declare(name: string): void {
    this.#declarations.push({ name, parts: [] });
  }

  /**
   * Prints a piece of code and ends the line.
   *
   * @example
   * file.print`export const token = ${readString}(body);`
   */
  print(fragments: TemplateStringsArray, ...values: Printable[]): void {
    this.#parts().push(...flatten(code(fragments, ...values)), "\n");
  }

  /** Exports symbols of other modules. */
  reexport(reexported: readonly Reexport[]): void {
    this.#parts().push({ reexported });
  }

  #parts(): Part[] {
    if (this.#declarations.length === 0) {
      this.declare("");
    }
    return this.#declarations.at(-1)?.parts ?? [];
  }

  /**
   * Renders the file: header, imports, code. The text is valid TypeScript, not yet formatted. A symbol whose name occurs in
   * the file, as a declaration, a parameter or a variable, is imported under another name.
   *
   * @param isPart - whether the file is a part of one that was split
   */
  render(findModule: FindModule, isPart: boolean): string {
    const parts = this.#declarations.flatMap((declaration) => declaration.parts);
    // The mark keeps the text before and after a symbol apart, also after a dot.
    const text = parts.map((part) => (typeof part === "string" ? part : " 0 ")).join("");
    const imports = new Imports(findIdentifiers(text), findModule);
    const code = parts.map((part) => {
      if (typeof part === "string") {
        return part;
      }
      if ("onlyIfSplit" in part) {
        return isPart ? part.onlyIfSplit : "";
      }
      return "reexported" in part ? printExports(part.reexported, findModule) : imports.add(part);
    });
    return `${fileHeader}\n${imports.print()}\n${code.join("")}`;
  }
}

function printExports(exports: readonly Reexport[], findModule: FindModule): string {
  const statements = new Map<string, string[]>();
  for (const { symbol, name } of exports) {
    const module = findModule(symbol);
    if (module !== undefined) {
      const statement = `export ${symbol.typeOnly ? "type " : ""}{ } from "${module}";\n`;
      const names = statements.get(statement) ?? [];
      statements.set(statement, names);
      names.push(symbol.name === name ? name : `${symbol.name} as ${name}`);
    }
  }
  return [...statements]
    .map(([statement, names]) => statement.replace(" }", () => ` ${names.join(", ")} }`))
    .join("");
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

function flatten(printable: Printable): FlatPart[] {
  if (typeof printable === "string" || typeof printable === "number") {
    return [String(printable)];
  }
  return "from" in printable || "onlyIfSplit" in printable ? [printable] : printable.flatMap(flatten);
}
