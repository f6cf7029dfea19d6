import { forwardedNames, replacedNames } from "./forwarded-names.ts";

/** The module to import a name from, by the package from which the generator imports it: `@smithy/url-parser parseUrl`. */
const origins: ReadonlyMap<string, string> = new Map(
  [...Object.entries(forwardedNames), ...Object.entries(replacedNames)].flatMap(([module, packages]) =>
    Object.entries(packages).flatMap(([from, names]) =>
      names.map((name) => [`${from} ${name}`, module] as const),
    ),
  ),
);

/**
 * Changes the imports of a file of the official client: names that a package only forwards are imported from the module that
 * defines them, and replaced names from their replacement. Other imports stay. Imports of one module become one statement,
 * at the place of the first.
 *
 * @param text - of which each import of names is a statement that starts a line
 * @returns the text, in which nothing but imports changed
 * @see {@link forwardedNames} and {@link replacedNames}
 */
export function importFromOrigins(text: string): string {
  const statement = /^(import|import type|export|export type) \{([^{}]*)\} from "([^".][^"]*)";\n/gm;
  const groups = new Map<string, string[]>();
  for (const [, kind, names = "", from = ""] of text.matchAll(statement)) {
    for (const name of splitNames(names)) {
      const module = findOrigin(name, from);
      groups.set(`${kind} ${module}`, [...(groups.get(`${kind} ${module}`) ?? []), name]);
    }
  }
  return text.replaceAll(statement, (_, kind: string, names: string, from: string) => {
    const modules = new Set(splitNames(names).map((name) => findOrigin(name, from)));
    return [...modules].map((module) => takeStatement(groups, kind, module)).join("");
  });
}

/** Prints the statement of a group, and removes the group: it is printed once. */
function takeStatement(groups: Map<string, string[]>, kind: string, module: string): string {
  const names = groups.get(`${kind} ${module}`);
  groups.delete(`${kind} ${module}`);
  if (names === undefined) {
    return "";
  }
  const line = `${kind} { ${names.join(", ")} } from "${module}";\n`;
  return line.length <= maxWidth
    ? line
    : `${kind} {\n${names.map((name) => `  ${name},\n`).join("")}} from "${module}";\n`;
}

/** The generator breaks longer imports. */
const maxWidth = 120;

/** Splits `a, type b as c,` into its names, as they are written. */
function splitNames(names: string): string[] {
  return names
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function findOrigin(name: string, from: string): string {
  const [, imported = name] = /^(?:type )?([\w$]+)/.exec(name) ?? [];
  return origins.get(`${from} ${imported}`) ?? from;
}
