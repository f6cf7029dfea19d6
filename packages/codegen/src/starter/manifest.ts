import { readFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { findClientDependencies } from "../emit/client.ts";
import { runtimePackage } from "../emit/packages.ts";
import { type Generation, type PackageFolder, packageName, type Target } from "../emit/target.ts";
import { packageFolder as generator } from "../files/package-folder.ts";

/** The fields of a package.json that are read. */
interface Manifest {
  readonly [field: string]: unknown;
  readonly files: readonly string[];
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const version = "0.0.0";

const descriptions: Readonly<Record<PackageFolder, string>> = {
  types: "Types and errors",
  client: "Typed client for Node.js and browsers",
  server: "Server stub: you write the operations, it speaks the protocol",
};

/**
 * Creates the package.json of a package from that of this repository's package of the same kind, with the model's names and
 * dependencies.
 *
 * @throws CommandError if the client imports a package for which its generator has no version
 */
export async function createManifest(
  folder: PackageFolder,
  generation: Generation,
  target: Target,
): Promise<Manifest> {
  const { type, engines, sideEffects, files, exports } = await readManifest(
    `packages/${folder}/package.json`,
  );
  const tools = (await readManifest("package.json")).devDependencies ?? {};
  const dependencies = await findDependencies(folder, generation, target);
  const isLeftOut = folder === "types" && !target.openApi ? /wire|openapi/ : /^$/;
  return {
    name: packageName(target, folder),
    version,
    description: `${descriptions[folder]}, generated from a Smithy model`,
    type,
    engines,
    sideEffects,
    files: files.filter((path) => !isLeftOut.test(path)),
    exports: Object.fromEntries(Object.entries(exports).filter(([path]) => !isLeftOut.test(path))),
    scripts: { build: "tsdown", typecheck: "tsc -p tsconfig.json", test: "vitest run --passWithNoTests" },
    ...(Object.keys(dependencies).length === 0 ? {} : { dependencies }),
    devDependencies: Object.fromEntries(
      ["@types/node", "tsdown", "typescript", "vitest"].map((name) => [name, tools[name] ?? "*"]),
    ),
  };
}

/** Finds the packages that the generated files of a package import, with their version ranges. */
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
      const events = files.get(`${target.prefix}server/src/gen/handler.ts`)?.includes("/event-stream");
      const linear = files.get(`${target.prefix}server/src/gen/check.ts`)?.includes("/linear-pattern");
      return {
        [runtimePackage]: own[runtimePackage] ?? "",
        [packageName(target, "types")]: version,
        ...(events ? { "@smithy/core": runtime.peerDependencies?.["@smithy/core"] ?? "" } : {}),
        ...(linear ? { re2js: runtime.peerDependencies?.re2js ?? "" } : {}),
      };
    }
  }
}

async function readManifest(path: string): Promise<Manifest> {
  return JSON.parse(await readRepositoryFile(path));
}

/** Creates the tsconfig.json of a package from that of this repository's package, merged with the one that it extends. */
export async function createTsconfig(folder: PackageFolder): Promise<object> {
  const base = await readTsconfig("tsconfig.base.json");
  const own = await readTsconfig(`packages/${folder}/tsconfig.json`);
  const isClient = folder === "client";
  return {
    compilerOptions: { ...base.compilerOptions, ...own.compilerOptions },
    include: isClient ? ["src"] : ["src", "test"],
  };
}

/** Parsed by TypeScript, because the files contain comments. */
async function readTsconfig(path: string): Promise<{ readonly compilerOptions?: object }> {
  return ts.parseConfigFileTextToJson(path, await readRepositoryFile(path)).config;
}

function readRepositoryFile(path: string): Promise<string> {
  return readFile(join(generator, "../..", path), "utf8");
}

/** Reads files of one of this repository's packages: texts by path in the package. */
export async function readPackageFiles(
  folder: string,
  paths: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const files = paths.map(
    async (path) => [path, await readRepositoryFile(`packages/${folder}/${path}`)] as const,
  );
  return Object.fromEntries(await Promise.all(files));
}
