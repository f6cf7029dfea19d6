import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { findClientDependencies, findImportedPackages } from "../emit/client.ts";
import {
  clientRuntimePackage,
  type Generation,
  packageName,
  runtimePackage,
  type Target,
} from "../emit/target.ts";
import type { PackageFolder } from "../project/package-folders.ts";
import { CommandError } from "../terminal/command-error.ts";

/** The version of new packages, and so of the types that a new server depends on. */
const firstVersion = "0.0.0";

/** The packages that an entry point of the runtime needs, which are its optional peers. */
const peers: Readonly<Record<string, string>> = { "linear-pattern": "re2js", "event-stream": "@smithy/core" };

/** Reads the package.json of a runtime, which is installed with the generator. */
export function readRuntime(name: typeof runtimePackage | typeof clientRuntimePackage): {
  readonly version: string;
  readonly peerDependencies?: Readonly<Record<string, string>>;
} {
  return createRequire(import.meta.url)(`${name}/package.json`);
}

/**
 * Finds the packages that the generated files of a package import and that are installed with it, with their version ranges.
 *
 * @throws CommandError if the client imports a package for which its generator has no version
 */
export function findDependencies(
  folder: PackageFolder,
  { files, artifacts }: Generation,
  target: Target,
): Readonly<Record<string, string>> {
  switch (folder) {
    case "types":
      return {};
    case "client":
      return findClientDependencies(artifacts.clientFiles);
    case "client-light":
      return { [packageName(target, "types")]: firstVersion };
    case "server": {
      const runtime = readRuntime(runtimePackage);
      const source = [...files].filter(([path]) => path.startsWith(`${target.prefix}server/`)).join("\n");
      return {
        [runtimePackage]: runtime.version,
        [packageName(target, "types")]: firstVersion,
        ...Object.fromEntries(
          listPeers(source).map((name) => [name, runtime.peerDependencies?.[name] ?? "*"]),
        ),
      };
    }
  }
}

/** A package that generated files import, but the package.json of their package does not list. */
export interface MissingDependency {
  /** The path of that package.json, from the target's base. */
  readonly manifest: string;
  readonly name: string;
  /** The version range to add; absent if it is unknown. */
  readonly range: string | undefined;
  /** The part of that file to add it to. What a build contains is in `devDependencies`. */
  readonly part: "dependencies" | "devDependencies";
}

/**
 * Finds packages that generated files import, but an existing package.json doesn't list. The generator doesn't change such a
 * file, because it belongs to the user.
 *
 * @param files - the texts of the generated files, by path from the target's base
 * @param generation - knows the version ranges
 */
export async function findMissingDependencies(
  files: ReadonlyMap<string, string>,
  target: Target,
  generation?: Generation,
): Promise<MissingDependency[]> {
  const missing = target.folders.map(async (folder): Promise<MissingDependency[]> => {
    const manifest = `${target.prefix}${folder}/package.json`;
    const listed = await readDependencies(join(target.base, manifest));
    const ranges: Readonly<Record<string, string>> = {
      [clientRuntimePackage]: readRuntime(clientRuntimePackage).version,
      ...(generation && findDependencies(folder, generation, target)),
    };
    const needed = listImports(files, `${target.prefix}${folder}/src/gen/`);
    return listed === undefined
      ? []
      : needed
          .map((name) => ({ manifest, name, range: ranges[name], part: partOf(name) }))
          .filter(({ name, part }) => !listed[part].has(name));
  });
  return (await Promise.all(missing)).flat();
}

/** Lists the packages that files in a folder import, and the peers that these imports need. */
function listImports(files: ReadonlyMap<string, string>, folder: string): string[] {
  const texts = [...files].filter(([path]) => path.startsWith(folder)).map(([, text]) => text);
  const imported = texts.flatMap(findImportedPackages);
  return [...new Set([...imported, ...listPeers(texts.join("\n"))])].sort();
}

function listPeers(source: string): string[] {
  return Object.entries(peers)
    .filter(([entry]) => source.includes(`"${runtimePackage}/${entry}"`))
    .map(([, name]) => name);
}

function partOf(name: string): MissingDependency["part"] {
  return name === clientRuntimePackage ? "devDependencies" : "dependencies";
}

/**
 * Reads the packages that a package.json lists; `undefined` if there is none. Peers are installed too, and a build finds
 * what is in any part.
 */
async function readDependencies(
  file: string,
): Promise<Readonly<Record<MissingDependency["part"], ReadonlySet<string>>> | undefined> {
  if (!existsSync(file)) {
    return undefined;
  }
  try {
    const {
      dependencies = {},
      peerDependencies = {},
      devDependencies = {},
    } = JSON.parse(await readFile(file, "utf8"));
    const installed = { ...dependencies, ...peerDependencies };
    return {
      dependencies: new Set(Object.keys(installed)),
      devDependencies: new Set(Object.keys({ ...installed, ...devDependencies })),
    };
  } catch (error) {
    throw new CommandError(`${file} is not valid JSON: ${(error as Error).message}. Fix it.`);
  }
}

/** Formats a missing dependency as an instruction. */
export function describeMissing({ manifest, name, range, part }: MissingDependency): string {
  const entry = range === undefined ? `"${name}"` : `"${name}": "${range}"`;
  return `add ${entry} to the ${part} in ${manifest}.`;
}
