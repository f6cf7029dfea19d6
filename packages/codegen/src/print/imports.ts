/** An export of another module. If code contains it, its name is printed and the file gets the import. */
export interface ImportSymbol {
  readonly name: string;
  /** The module: `runtime`, `runtime/…`, `types`, or a generated file such as `./errors.ts`. */
  readonly from: string;
  /** Whether it is only a type. */
  readonly typeOnly: boolean;
}

/**
 * Finds the module of a symbol for one file.
 *
 * @returns the specifier, or `undefined` if the file itself declares the symbol
 */
export type FindModule = (symbol: ImportSymbol) => string | undefined;

/** Creates the symbol of a value or a class. */
export function importValue(name: string, from: string): ImportSymbol {
  return { name, from, typeOnly: false };
}

/** Creates the symbol of a type. */
export function importType(name: string, from: string): ImportSymbol {
  return { name, from, typeOnly: true };
}

/** The imports of one file: the local name of each symbol, and the statements. */
export class Imports {
  readonly #taken: Set<string>;
  readonly #findModule: FindModule;
  readonly #modules = new Map<string, Map<string, Import>>();

  /** @param taken - the names that the file uses otherwise */
  constructor(taken: Iterable<string>, findModule: FindModule) {
    this.#taken = new Set(taken);
    this.#findModule = findModule;
  }

  /**
   * Adds a symbol.
   *
   * @returns its local name: its own name, with `_` appended if the name is taken
   */
  add(symbol: ImportSymbol): string {
    const { name, typeOnly } = symbol;
    const module = this.#findModule(symbol);
    if (module === undefined) {
      return name;
    }
    const names = this.#modules.get(module) ?? new Map<string, Import>();
    this.#modules.set(module, names);
    const known = names.get(name);
    if (known !== undefined) {
      known.typeOnly &&= typeOnly;
      return known.alias;
    }
    let alias = name;
    while (this.#taken.has(alias)) {
      alias += "_";
    }
    this.#taken.add(alias);
    names.set(name, { alias, typeOnly });
    return alias;
  }

  /** Prints the statements: packages, then relative modules, each sorted by name. */
  print(): string {
    return [...this.#modules]
      .sort(([a], [b]) => compare(sortKey(a), sortKey(b)))
      .map(([module, names]) => printImport(module, names))
      .join("");
  }
}

interface Import {
  readonly alias: string;
  typeOnly: boolean;
}

function printImport(from: string, names: ReadonlyMap<string, Import>): string {
  const sorted = [...names].sort(([a], [b]) => compare(a.toLowerCase(), b.toLowerCase()));
  const allTypes = sorted.every(([, { typeOnly }]) => typeOnly);
  const specifiers = sorted.map(([name, { alias, typeOnly }]) => {
    const specifier = alias === name ? name : `${name} as ${alias}`;
    return typeOnly && !allTypes ? `type ${specifier}` : specifier;
  });
  return `import ${allTypes ? "type " : ""}{ ${specifiers.join(", ")} } from "${from}";\n`;
}

function sortKey(module: string): string {
  return module.startsWith(".") ? `1${module}` : `0${module}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
