import { existsSync } from "node:fs";
import { join } from "node:path";
import { type PackageFolder, packageFolders, type Target } from "../emit/target.ts";
import type { Generation } from "../generate/generate.ts";
import { resolveService } from "../model/resolve-service.ts";
import { makeManifest, makeTsconfig } from "./manifest.ts";
import { makeClientFiles, makeServerFiles, makeTypesFiles } from "./packages.ts";

const makers = { types: makeTypesFiles, client: makeClientFiles, server: makeServerFiles };

/**
 * Makes what a package has beside its generated files: settings, entry points, a README. They are made once and then
 * belong to whoever asked for them: a package that has a package.json gets none.
 *
 * @returns the files' texts by path, from the target's base
 */
export async function makeStarter(generation: Generation, target: Target): Promise<Map<string, string>> {
  const fresh = packageFolders.filter((folder) => !existsSync(join(target.base, folder, "package.json")));
  const packages = await Promise.all(fresh.map((folder) => makePackage(folder, generation, target)));
  const isFirst = fresh.length === packageFolders.length;
  return new Map([...(isFirst ? makeWorkspaceFiles(target) : []), ...packages.flat()]);
}

async function makePackage(
  folder: PackageFolder,
  generation: Generation,
  target: Target,
): Promise<[string, string][]> {
  const service = resolveService(generation.artifacts.model);
  const files = {
    "package.json": print(await makeManifest(folder, generation, target)),
    "tsconfig.json": print(await makeTsconfig(folder)),
    ...(await makers[folder](service, generation, target)),
  };
  return Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]);
}

function print(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

/**
 * Makes what ties the packages together, so that they find each other before any of them is published. A folder that
 * has a package.json is part of a project that ties them together its own way.
 */
function makeWorkspaceFiles({ base, scope }: Target): [string, string][] {
  if (existsSync(join(base, "package.json"))) {
    return [];
  }
  const manifest = {
    name: `${scope}/workspace`,
    private: true,
    type: "module",
    // npm builds them in this order, and the server imports the types.
    workspaces: packageFolders,
    scripts: {
      build: "npm run build --workspaces",
      typecheck: "npm run typecheck --workspaces",
      test: "npm run test --workspaces",
    },
  };
  return [
    ["package.json", `${JSON.stringify(manifest, null, 2)}\n`],
    [".gitignore", "node_modules/\ndist/\n*.tgz\n"],
  ];
}
