import { readFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { findClientDependencies } from "../emit/client.ts";
import { runtimePackage } from "../emit/packages.ts";
import { type PackageFolder, packageName, type Target } from "../emit/target.ts";
import type { Generation } from "../generate/generate.ts";
import { root } from "../root.ts";

/** A package.json, as far as we look into it. */
interface Manifest {
  readonly [field: string]: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const version = "0.0.0";

/** What a package is, for its description. */
const descriptions: Readonly<Record<PackageFolder, string>> = {
  types: "Types, JSON types and errors",
  client: "Typed client for Node.js and browsers",
  server: "Server stub: you write the operations, it speaks the protocol",
};

/**
 * Makes the package.json of a package: what ours of the same kind says, with the names and dependencies of the model.
 *
 * @throws CommandError where the generated client imports a package whose version its generator doesn't name
 */
export async function makeManifest(
  folder: PackageFolder,
  generation: Generation,
  target: Target,
): Promise<Manifest> {
  const { type, engines, sideEffects, files, exports } = await readManifest(
    `packages/${folder}/package.json`,
  );
  const tools = (await readManifest("package.json")).devDependencies ?? {};
  const dependencies = await findDependencies(folder, generation, target);
  return {
    name: packageName(target, folder),
    version,
    description: `${descriptions[folder]}, generated from a Smithy model`,
    type,
    engines,
    sideEffects,
    files,
    exports,
    scripts: { build: "tsdown", typecheck: "tsc -p tsconfig.json", test: "vitest run --passWithNoTests" },
    ...(Object.keys(dependencies).length === 0 ? {} : { dependencies }),
    devDependencies: Object.fromEntries(
      ["@types/node", "tsdown", "typescript", "vitest"].map((name) => [name, tools[name] ?? "*"]),
    ),
  };
}

/** Finds what the generated files of a package import: ranges by package. */
export async function findDependencies(
  folder: PackageFolder,
  { files, artifacts }: Generation,
  target: Target,
): Promise<Readonly<Record<string, string>>> {
  switch (folder) {
    case "types":
      return {};
    case "client":
      return findClientDependencies(artifacts.clientFiles);
    case "server": {
      const own = (await readManifest("packages/server/package.json")).dependencies ?? {};
      const runtime = await readManifest("packages/server-runtime/package.json");
      const linear = files.get(`${target.prefix}server/src/gen/check.ts`)?.includes("/linear-pattern");
      return {
        [runtimePackage]: own[runtimePackage] ?? "",
        [packageName(target, "types")]: version,
        ...(linear ? { re2js: runtime.peerDependencies?.re2js ?? "" } : {}),
      };
    }
  }
}

async function readManifest(path: string): Promise<Manifest> {
  return JSON.parse(await readOwnFile(path));
}

/** Makes the tsconfig.json of a package: ours of the same kind, on its own, for there is none to extend. */
export async function makeTsconfig(folder: PackageFolder): Promise<object> {
  const base = await readTsconfig("tsconfig.base.json");
  const own = await readTsconfig(`packages/${folder}/tsconfig.json`);
  const isClient = folder === "client";
  return {
    compilerOptions: { ...base.compilerOptions, ...own.compilerOptions },
    include: isClient ? ["src"] : ["src", "test"],
  };
}

/** Ours have comments, which JSON doesn't. */
async function readTsconfig(path: string): Promise<{ readonly compilerOptions?: object }> {
  return ts.parseConfigFileTextToJson(path, await readOwnFile(path)).config;
}

/**
 * Reads a file of this repository's own packages, which other packages get too.
 *
 * @param path - from the root, `packages/types/src/error-name.ts`
 */
function readOwnFile(path: string): Promise<string> {
  return readFile(join(root, path), "utf8");
}

/** Reads several files of one of our packages: texts by their path in the package. */
export async function readOwnFiles(
  folder: string,
  paths: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const files = paths.map(async (path) => [path, await readOwnFile(`packages/${folder}/${path}`)] as const);
  return Object.fromEntries(await Promise.all(files));
}
