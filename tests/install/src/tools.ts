import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fillFolderOnce } from "@eks-auth/codegen/files";
import { CommandError, ToolUnavailableError } from "@eks-auth/codegen/terminal";
import { root } from "@eks-auth/test-kit/repository";
import { runProgram } from "@eks-auth/test-kit/run-program";

/** A tool from npm that is not a dependency of this repository, because it is large or needed in several versions. */
export interface Tool {
  /** The name of its package. */
  readonly name: string;
  /** An exact version. */
  readonly version: string;
  /** Whether its install script downloads or links the program. */
  readonly needsScript?: boolean;
  /** Versions for dependencies that cannot be installed otherwise. */
  readonly overrides?: Readonly<Record<string, string>>;
}

/** The registry that releases are rehearsed on. */
export const verdaccio: Tool = {
  name: "verdaccio",
  version: "6.10.4",
  // It depends on the tag `node-fetch@cjs`, which some mirrors lack.
  overrides: { "node-fetch": "2.7.0" },
};

/** The Node.js versions under test: the oldest supported one, and the newest of each maintained line. */
export const nodeVersions: readonly [oldest: Tool, ...Tool[]] = [
  { name: "node", version: "22.12.0", needsScript: true },
  { name: "node", version: "24.21.0", needsScript: true },
  { name: "node", version: "26.10.0", needsScript: true },
];

/** The TypeScript version that compiles the programs which run. */
export const typeScript: Tool = { name: "typescript", version: "5.9.3" };

/** The TypeScript versions that check the declarations. */
export const typeScriptVersions: readonly Tool[] = [
  { name: "typescript", version: "5.4.5" },
  typeScript,
  { name: "typescript", version: "6.0.3" },
  { name: "typescript", version: "7.0.2" },
];

export const bun: Tool = { name: "bun", version: "1.4.5", needsScript: true };
export const deno: Tool = { name: "deno", version: "2.9.6", needsScript: true };
export const workerd: Tool = { name: "workerd", version: "1.20261117.1", needsScript: true };

/**
 * Installs a tool below `build/tools/`, unless it is there already.
 *
 * @returns the absolute path of its package
 * @throws {ToolUnavailableError} if the registry lacks it, or it does not run on this platform
 * @throws {CommandError} if npm fails for another reason
 */
export async function installTool(tool: Tool): Promise<string> {
  const { name, version, needsScript = false, overrides } = tool;
  const folder = join(root, "build/tools", `${name.replaceAll(/[@/]+/g, "-").replace(/^-/, "")}-${version}`);
  const manifest = JSON.stringify({
    private: true,
    dependencies: { [name]: version },
    ...(needsScript && { allowScripts: { [name]: true } }),
    ...(overrides && { overrides }),
  });
  await fillFolderOnce(folder, [manifest, process.platform, process.arch], async (target) => {
    await writeFile(join(target, "package.json"), manifest);
    await installDependencies(tool, target);
  });
  return join(folder, "node_modules", name);
}

async function installDependencies({ name, version, needsScript }: Tool, folder: string): Promise<void> {
  const args = ["install", "--no-audit", "--no-fund", ...(needsScript ? [] : ["--ignore-scripts"])];
  const { exitCode, stderr } = await runProgram("npm", args, { cwd: folder });
  if (exitCode === 0) {
    return;
  }
  const [, code] = /npm error (?:code )?(ETARGET|E404|EBADPLATFORM)/.exec(stderr) ?? [];
  if (code === undefined) {
    throw new CommandError(`${name}@${version} could not be installed:\n${stderr.trim()}`);
  }
  const reason =
    code === "EBADPLATFORM" ? "does not run on this platform" : "is not in the npm registry in use";
  throw new ToolUnavailableError(`${name}@${version} ${reason} (${code}).`);
}

/**
 * Finds a program of an installed package, as its package.json names it.
 *
 * @param directory - the path of the package
 */
export async function findProgram(directory: string, program: string): Promise<string> {
  const { bin } = JSON.parse(await readFile(join(directory, "package.json"), "utf8"));
  return join(directory, typeof bin === "string" ? bin : bin[program]);
}

/** Installs a version of Node.js and returns the path of its `node`. */
export async function installNode(version: Tool): Promise<string> {
  const node = join(await installTool(version), "bin/node");
  const { stdout } = await runProgram(node, ["--version"]);
  if (stdout.trim() !== `v${version.version}`) {
    throw new CommandError(
      `${node} is ${stdout.trim()}, not v${version.version}. Delete build/tools and try again.`,
    );
  }
  return node;
}
