import { isBuiltin } from "node:module";
import { CommandError } from "../terminal/run-command.ts";

const generatedTest = "test/functional/restjson1.spec.ts";

/**
 * Picks what we keep of the official TypeScript client: its source and its protocol tests. The rest of its
 * package (package.json, tsconfig, README) is written by hand in ours.
 *
 * @param files - the files that the official generator wrote, by path
 * @returns the files by their path in our package, their text unchanged but for the test's imports
 */
export function emitClientFiles(files: ReadonlyMap<string, string>): Map<string, string> {
  const kept = new Map<string, string>();
  for (const [path, text] of files) {
    if (path.startsWith("src/")) {
      kept.set(path.replace("src/", "src/gen/"), text);
    } else if (path === generatedTest) {
      kept.set("test/gen/restjson1.spec.ts", text.replaceAll('"../../src/', '"../../src/gen/'));
    }
  }
  return kept;
}

/** For React Native, for which we build nothing. */
const unbuilt = "src/runtimeConfig.native.ts";

/**
 * Finds the packages that the official TypeScript client imports. The package.json that its generator writes names
 * more: those that other clients need.
 *
 * @param files - the files that the official generator wrote, by path
 * @returns the ranges that the generator asks for, by package, in order
 * @throws CommandError where it names no range for a package, which is a fault of the generator
 */
export function findClientDependencies(files: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const ranges: Readonly<Record<string, string>> =
    JSON.parse(files.get("package.json") ?? "{}").dependencies ?? {};
  const sources = [...files].filter(([path]) => path.startsWith("src/") && path !== unbuilt);
  const names = new Set(sources.flatMap(([, text]) => importedPackages(text)));
  return Object.fromEntries([...names].sort().map((name) => [name, rangeOf(name, ranges)]));
}

/** Examples in comments import too, but not at the start of a line. */
function importedPackages(text: string): string[] {
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
      `The generated client imports ${name}, but its package.json names no version of it. This is a fault of smithy-typescript.`,
    );
  }
  return range;
}
