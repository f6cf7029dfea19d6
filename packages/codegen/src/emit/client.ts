import { isBuiltin } from "node:module";
import { CommandError } from "../terminal/command-error.ts";
import { exportAmbiguousNames } from "./client-exports.ts";
import { importFromOrigins } from "./client-imports.ts";
import { firstVersions } from "./forwarded-names.ts";

const generatedTest = "test/functional/restjson1.spec.ts";

/** For React Native, for which nothing is built. */
const nativeConfig = "src/runtimeConfig.native.ts";

/**
 * Selects the files of the official TypeScript client to use: its source and its protocol tests. The client
 * package's package.json, tsconfig and README are written by hand.
 *
 * @param files - the files that the official generator wrote, by path, with corrected comments
 * @returns the files by their path in the client package; the text is unchanged, except for imports and for
 *   {@link exportAmbiguousNames}
 */
export function emitClientFiles(files: ReadonlyMap<string, string>): Map<string, string> {
  const selected = new Map<string, string>();
  for (const [path, text] of files) {
    if (path === "src/index.ts") {
      selected.set("src/gen/index.ts", importFromOrigins(text) + exportAmbiguousNames(files));
    } else if (path.startsWith("src/") && path !== nativeConfig) {
      selected.set(path.replace("src/", "src/gen/"), importFromOrigins(text));
    } else if (path === generatedTest) {
      const moved = text.replaceAll('"../../src/', '"../../src/gen/');
      selected.set("test/gen/restjson1.spec.ts", importFromOrigins(moved));
    }
  }
  return selected;
}

/**
 * Finds the packages that the client imports after {@link importFromOrigins}. The package.json of the official generator
 * lists more: those that other clients need, and those that only forward.
 *
 * @param files - the files that the official generator wrote, by path
 * @returns the version ranges of the generator, by package, sorted; a range that starts before the package's
 *   {@link firstVersions | first version} starts there
 * @throws CommandError if that package.json has no range for a package, which is a bug of the official generator
 */
export function findClientDependencies(files: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const ranges: Readonly<Record<string, string>> =
    JSON.parse(files.get("package.json") ?? "{}").dependencies ?? {};
  const sources = [...files].filter(([path]) => path.startsWith("src/") && path !== nativeConfig);
  const names = new Set(sources.flatMap(([, text]) => findImportedPackages(importFromOrigins(text))));
  return Object.fromEntries([...names].sort().map((name) => [name, rangeOf(name, ranges)]));
}

/**
 * Finds the names of the packages that a module imports, except those of Node.js. Only lines that start with an import
 * count: comments contain examples.
 */
export function findImportedPackages(text: string): string[] {
  const imports = text.matchAll(
    /^(?:import|export)\b[\w\s{},*$]*\bfrom "([^".][^"]*)"|\bimport\("([^".][^"]*)"\)/gm,
  );
  return [...imports]
    .map(([, fixed, dynamic]) => fixed ?? dynamic ?? "")
    .filter((specifier) => !isBuiltin(specifier))
    .map((specifier) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier);
}

function rangeOf(name: string, ranges: Readonly<Record<string, string>>): string {
  const range = ranges[name];
  if (range === undefined) {
    throw new CommandError(
      `The generated client imports ${name}, but its package.json has no version for it. This is a bug in smithy-typescript.`,
    );
  }
  const first = firstVersions[name];
  return first === undefined || compareVersions(range, first) >= 0 ? range : `^${first}`;
}

/** Compares the numbers of versions or ranges: `^3.23.17` is before `3.24.2`. */
function compareVersions(a: string, b: string): number {
  return a.replace(/^\D+/, "").localeCompare(b, "en", { numeric: true });
}
