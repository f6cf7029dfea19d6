import { existsSync } from "node:fs";
import { join } from "node:path";
import { resolveService } from "../../codegen/model/resolve-service.ts";
import type { Generation } from "../generate-files.ts";
import { type PackageFolder, packageFolders, type Target } from "../target.ts";
import { makeClientFiles } from "./client.ts";
import { makeManifest } from "./manifest.ts";
import { makeServerFiles } from "./server.ts";
import { makeTsconfig } from "./tsconfig.ts";
import { makeTypesFiles } from "./types.ts";
import { makeWorkspaceFiles } from "./workspace.ts";

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
