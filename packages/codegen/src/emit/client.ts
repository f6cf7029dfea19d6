import { isBuiltin } from "node:module";
import { CommandError } from "../terminal/command-error.ts";
import { exportAmbiguousNames } from "./client-exports.ts";

const generatedTest = "test/functional/restjson1.spec.ts";

/** For React Native, for which nothing is built. */
const nativeConfig = "src/runtimeConfig.native.ts";

/**
 * Selects the files of the official TypeScript client to use: its source and its protocol tests. The client
 * package's package.json, tsconfig and README are written by hand.
 *
 * @param files - the files that the official generator wrote, by path
 * @returns the files by their path in the client package; the text is unchanged, except for the tests' imports and
 *   for {@link exportAmbiguousNames}
 */
export function emitClientFiles(files: ReadonlyMap<string, string>): Map<string, string> {
  const selected = new Map<string, string>();
  for (const [path, text] of files) {
    if (path === "src/index.ts") {
      selected.set("src/gen/index.ts", text + exportAmbiguousNames(files));
    } else if (path.startsWith("src/") && path !== nativeConfig) {
      selected.set(path.replace("src/", "src/gen/"), text);
    } else if (path === generatedTest) {
      selected.set("test/gen/restjson1.spec.ts", text.replaceAll('"../../src/', '"../../src/gen/'));
    }
  }
  return selected;
}

/**
 * Finds the packages that the official TypeScript client imports. Its generator's package.json lists more: those that
 * other clients need.
 *
 * @param files - the files that the official generator wrote, by path
 * @returns the version ranges of the generator, by package, sorted
 * @throws CommandError if that package.json has no range for a package, which is a bug of the official generator
 */
export function findClientDependencies(files: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const ranges: Readonly<Record<string, string>> =
    JSON.parse(files.get("package.json") ?? "{}").dependencies ?? {};
  const sources = [...files].filter(([path]) => path.startsWith("src/") && path !== nativeConfig);
  const names = new Set(sources.flatMap(([, text]) => findImportedPackages(text)));
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
  return range;
}
