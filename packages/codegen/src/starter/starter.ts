import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Generation, type PackageFolder, packageFolders, type Target } from "../emit/target.ts";
import { createManifest, createTsconfig } from "./manifest.ts";
import { createClientFiles, createServerFiles, createTypesFiles } from "./packages.ts";

const creators = { types: createTypesFiles, client: createClientFiles, server: createServerFiles };

/**
 * Creates the files of new packages that are not generated: settings, entry points, a README. They are created once, and
 * then belong to the user: a package that has a package.json gets none.
 *
 * @returns the files' texts by path from the target's base
 */
export async function createStarter(generation: Generation, target: Target): Promise<Map<string, string>> {
  const fresh = packageFolders.filter((folder) => !existsSync(join(target.base, folder, "package.json")));
  const packages = await Promise.all(fresh.map((folder) => createPackage(folder, generation, target)));
  const isFirst = fresh.length === packageFolders.length;
  return new Map([...(isFirst ? createWorkspaceFiles(target) : []), ...packages.flat()]);
}

async function createPackage(
  folder: PackageFolder,
  generation: Generation,
  target: Target,
): Promise<[string, string][]> {
  const files = {
    "package.json": print(await createManifest(folder, generation, target)),
    "tsconfig.json": print(await createTsconfig(folder)),
    ...(await creators[folder](generation.service, generation, target)),
  };
  return Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]);
}

function print(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

/**
 * Creates an npm workspace, in which the packages find each other before they are published. A folder with a package.json
 * gets none: it belongs to a project that has its own.
 */
function createWorkspaceFiles({ base, scope }: Target): [string, string][] {
  if (existsSync(join(base, "package.json"))) {
    return [];
  }
  const manifest = {
    name: `${scope}/workspace`,
    private: true,
    type: "module",
    // npm builds them in this order, because the server imports the types.
    workspaces: packageFolders,
    scripts: {
      build: "npm run build --workspaces",
      typecheck: "npm run typecheck --workspaces",
      test: "npm run test --workspaces",
    },
  };
  return [
    ["package.json", print(manifest)],
    [".gitignore", "node_modules/\ndist/\nbuild/\n*.tgz\n"],
  ];
}
