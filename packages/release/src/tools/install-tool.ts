import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fillFolderOnce } from "@eks-auth/codegen/files";
import { root } from "@eks-auth/codegen/root";
import { run } from "../process/run.ts";

/** A tool from npm that is too large, or in too many versions, to be among this repository's dependencies. */
export interface Tool {
  /** The package's name. */
  readonly name: string;
  /** One exact version. */
  readonly version: string;
  /** Whether its install script puts the program in place. */
  readonly needsScript?: boolean;
  /** Versions for what it depends on in a way that can't be had. */
  readonly overrides?: Readonly<Record<string, string>>;
}

/**
 * Installs a tool below `build/tools/`, unless it is there already. Where npm gets it from is a matter of this
 * machine's own settings.
 *
 * @returns the absolute path of its package
 * @throws CommandError where it can't be installed
 */
export async function installTool({ name, version, needsScript = false, overrides }: Tool): Promise<string> {
  const folder = join(root, "build/tools", `${name.replaceAll(/[@/]+/g, "-").replace(/^-/, "")}-${version}`);
  const manifest = JSON.stringify({
    private: true,
    dependencies: { [name]: version },
    ...(needsScript && { allowScripts: { [name]: true } }),
    ...(overrides && { overrides }),
  });
  await fillFolderOnce(folder, [manifest, process.platform, process.arch], async (target) => {
    await writeFile(join(target, "package.json"), manifest);
    const scripts = needsScript ? [] : ["--ignore-scripts"];
    await run("npm", ["install", "--no-audit", "--no-fund", ...scripts], { cwd: target });
  });
  return join(folder, "node_modules", name);
}

/**
 * Finds a program of an installed tool, as its package.json names it.
 *
 * @param directory - the path of its package
 * @param program - the program's name
 */
export async function findProgram(directory: string, program: string): Promise<string> {
  const { bin } = JSON.parse(await readFile(join(directory, "package.json"), "utf8"));
  return join(directory, typeof bin === "string" ? bin : bin[program]);
}
