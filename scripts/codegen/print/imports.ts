/** Something that another module exports. Printed, it is its name, and the file gets the import for it. */
export interface ImportSymbol {
  readonly name: string;
  /** The module, `@eks-auth/types` or `./errors.ts`. */
  readonly from: string;
  /** Whether it exists for the type checker alone. */
  readonly typeOnly: boolean;
}

/** A symbol that is a value, or a class used as one. */
export function importValue(name: string, from: string): ImportSymbol {
  return { name, from, typeOnly: false };
}

/** A symbol that is a type. */
export function importType(name: string, from: string): ImportSymbol {
  return { name, from, typeOnly: true };
}

/**
 * Writes the import statements for the symbols that a file uses, packages before relative modules, each in
 * alphabetical order. A symbol used both as value and as type is imported as a value.
 */
export function printImports(symbols: readonly ImportSymbol[]): string {
  const modules = new Map<string, Map<string, boolean>>();
  for (const { name, from, typeOnly } of symbols) {
    const names = modules.get(from) ?? new Map<string, boolean>();
    modules.set(from, names.set(name, typeOnly && (names.get(name) ?? true)));
  }
  return [...modules]
    .sort(([a], [b]) => compare(sortKey(a), sortKey(b)))
    .map(([from, names]) => printImport(from, names))
    .join("");
}

function printImport(from: string, names: ReadonlyMap<string, boolean>): string {
  const sorted = [...names].sort(([a], [b]) => compare(a.toLowerCase(), b.toLowerCase()));
  if (sorted.every(([, typeOnly]) => typeOnly)) {
    return `import type { ${sorted.map(([name]) => name).join(", ")} } from "${from}";\n`;
  }
  const specifiers = sorted.map(([name, typeOnly]) => (typeOnly ? `type ${name}` : name));
  return `import { ${specifiers.join(", ")} } from "${from}";\n`;
}

function sortKey(module: string): string {
  return module.startsWith(".") ? `1${module}` : `0${module}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
