import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { root } from "@eks-auth/codegen/root";
import type { Outcome } from "../repository-copy.ts";

const generator = join(root, "scripts/generate.ts");

/** The absolute path of a model of the tests. */
export function testModel(name: string): string {
  return join(root, "tests/evolution/models", name);
}

/**
 * A folder below `build/` that packages of other models are generated into. What they depend on resolves to what this
 * repository has installed.
 */
export class GeneratedPackages implements AsyncDisposable {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async make(): Promise<GeneratedPackages> {
    await mkdir(join(root, "build"), { recursive: true });
    return new GeneratedPackages(await mkdtemp(join(root, "build/other-model-")));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  /** Runs the generator. Relative paths start from the folder. */
  generate(...args: string[]): Promise<Outcome> {
    return run(process.execPath, [generator, ...args], this.folder);
  }

  /** Does what `npm install` does for workspaces, without a registry. */
  async link(out: string, scope: string): Promise<void> {
    await mkdir(join(this.folder, out, "node_modules", scope), { recursive: true });
    for (const name of ["types", "client", "server"]) {
      await symlink(`../../${name}`, join(this.folder, out, "node_modules", scope, name));
    }
  }

  /** Runs npm in a folder of the packages. */
  npm(folder: string, ...args: string[]): Promise<Outcome> {
    return run("npm", args, join(this.folder, folder));
  }

  read(path: string): Promise<string> {
    return readFile(join(this.folder, path), "utf8");
  }

  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.folder, path)), { recursive: true });
    await writeFile(join(this.folder, path), text);
  }

  copy(from: string, path: string): Promise<void> {
    return cp(from, join(this.folder, path), { recursive: true });
  }

  /** Every file, by path. */
  async list(): Promise<string[]> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return files.map((entry) => relative(this.folder, join(entry.parentPath, entry.name))).sort();
  }
}

async function run(command: string, args: readonly string[], cwd: string): Promise<Outcome> {
  // The folder stands for where a person calls npm.
  const env = { ...process.env, INIT_CWD: cwd };
  try {
    return { exitCode: 0, ...(await promisify(execFile)(command, [...args], { cwd, env })) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { exitCode: code, stdout, stderr };
  }
}
