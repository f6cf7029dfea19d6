import { cp, mkdir, readdir, symlink } from "node:fs/promises";
import { join, relative } from "node:path";
import { linkSmithyCli, root } from "./repository.ts";
import { cleanEnvironment, type ProgramResult, runProgram } from "./run-program.ts";
import { makeTempFolder, TempFolder } from "./temp-folder.ts";

/**
 * A folder in `build/` for generated packages of other models. Their dependencies resolve to those that this repository
 * has installed.
 */
export class GeneratedPackages extends TempFolder {
  static async make(): Promise<GeneratedPackages> {
    return new GeneratedPackages((await makeTempFolder("other-model", join(root, "build"))).path);
  }

  /** Runs the generator. Relative paths start from the folder. */
  generate(...args: string[]): Promise<ProgramResult> {
    return this.#run("", process.execPath, [join(root, "scripts/generate.ts"), ...args]);
  }

  /** Lets the installed generator run in a folder without downloading the Smithy CLI. */
  linkSmithyCli(folder: string): Promise<void> {
    return linkSmithyCli(this.resolve(folder));
  }

  /** Runs a command of the installed generator in a folder: `packages.codegen("out", "check")`. */
  codegen(folder: string, ...args: string[]): Promise<ProgramResult> {
    return this.#run(folder, process.execPath, [join(root, "packages/codegen/src/main.ts"), ...args]);
  }

  /** Links the workspaces as `npm install` does, without a registry. */
  async link(out: string, scope: string): Promise<void> {
    await mkdir(this.resolve(out, "node_modules", scope), { recursive: true });
    for (const name of ["types", "client", "client-light", "server"]) {
      await symlink(`../../${name}`, this.resolve(out, "node_modules", scope, name));
    }
  }

  /** Runs npm in a folder. */
  npm(folder: string, ...args: string[]): Promise<ProgramResult> {
    return this.#run(folder, "npm", args);
  }

  /** Copies a file or folder to a path. */
  copyFrom(source: string, path: string): Promise<void> {
    return cp(source, this.resolve(path), { recursive: true });
  }

  /** The sorted paths of all files. */
  async listFiles(): Promise<string[]> {
    const entries = await readdir(this.path, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return files.map((entry) => relative(this.path, join(entry.parentPath, entry.name))).sort();
  }

  #run(folder: string, program: string, args: readonly string[]): Promise<ProgramResult> {
    const cwd = this.resolve(folder);
    // npm sets INIT_CWD to the folder in which a user runs it.
    return runProgram(program, args, { cwd, env: cleanEnvironment({ INIT_CWD: cwd }) });
  }
}
