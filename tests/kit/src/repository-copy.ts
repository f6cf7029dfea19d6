import { cp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { linkDependencies, root } from "./repository.ts";
import { cleanEnvironment, type ProgramResult, type RunOptions, runProgram } from "./run-program.ts";
import { StartedProgram, type StartOptions } from "./started-program.ts";
import { makeTempFolder, TempFolder } from "./temp-folder.ts";

/** The files that a generation reads and writes. */
export const generationFiles: readonly string[] = [
  "model",
  "packages/codegen",
  "scripts",
  "packages/types/package.json",
  "packages/types/src/gen",
  "packages/client/package.json",
  "packages/client/src/gen",
  "packages/client/test/gen",
  "packages/client-light/package.json",
  "packages/client-light/src/gen",
  "packages/server/package.json",
  "packages/server/src/gen",
  "packages/server-runtime/src/constraints",
  "docs/gen",
  "codegen.json",
  "generated.lock.json",
  "package.json",
  "tsconfig.base.json",
  ".gitignore",
];

/** The path of the generated model, from the root. */
export const generatedModel = "packages/types/src/gen/model.json";

/** A file's content, and the time of its last change. */
export interface FileState {
  readonly content: string;
  readonly written: number;
}

/** A copy of files of the repository that a test can change, with the dependencies of the repository. */
export class RepositoryCopy extends TempFolder {
  readonly #home: string;

  private constructor(home: string) {
    super(join(home, "repository"));
    this.#home = home;
  }

  /**
   * Copies files and folders.
   *
   * @param paths - from the root; missing ones are skipped, as are tests, build outputs and node_modules in them
   */
  static async make(paths: readonly string[] = generationFiles): Promise<RepositoryCopy> {
    const copy = new RepositoryCopy((await makeTempFolder("repository-copy")).path);
    for (const path of paths) {
      await cp(join(root, path), copy.resolve(path), { recursive: true, filter: isCopied }).catch(
        ignoreMissing,
      );
    }
    await linkDependencies(copy.path);
    return copy;
  }

  override remove(): Promise<void> {
    return rm(this.#home, { recursive: true, force: true });
  }

  /** Runs a script of the copy with Node.js: `copy.run("scripts/generate.ts", ["--check"])`. */
  run(script: string, args: readonly string[] = [], options: RunOptions = {}): Promise<ProgramResult> {
    return runProgram(process.execPath, [this.resolve(script), ...args], this.#configure(options));
  }

  /** Starts a script of the copy, like {@link run}, without waiting for its end. */
  start(script: string, args: readonly string[] = [], options: StartOptions = {}): StartedProgram {
    return new StartedProgram(process.execPath, [this.resolve(script), ...args], this.#configure(options));
  }

  /**
   * Makes an environment whose PATH contains only node and the given programs.
   *
   * @param programs - shell scripts by name: `{ java: "exit 1" }`
   */
  async isolate(programs: Readonly<Record<string, string>> = {}): Promise<NodeJS.ProcessEnv> {
    const folder = (await makeTempFolder("path", this.#home)).path;
    await symlink(process.execPath, join(folder, "node"));
    for (const [name, script] of Object.entries(programs)) {
      await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    }
    return { PATH: folder };
  }

  /** The state of every file by path, without build outputs. */
  async snapshot(): Promise<Map<string, FileState>> {
    const entries = await readdir(this.path, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.path, join(entry.parentPath, entry.name)))
      .filter((path) => !outputs.test(path))
      .sort();
    const states = paths.map(async (path): Promise<[string, FileState]> => {
      const file = this.resolve(path);
      const [content, { mtimeMs }] = await Promise.all([readFile(file, "utf8"), stat(file)]);
      return [path, { content, written: mtimeMs }];
    });
    return new Map(await Promise.all(states));
  }

  /** Restores the files of a snapshot and deletes the others. Unchanged files are not written. */
  async restore(snapshot: ReadonlyMap<string, FileState>): Promise<void> {
    const now = await this.snapshot();
    for (const path of now.keys()) {
      if (!snapshot.has(path)) {
        await this.delete(path);
      }
    }
    for (const [path, { content }] of snapshot) {
      if (now.get(path)?.content !== content) {
        await this.write(path, content);
      }
    }
  }

  #configure<Options extends RunOptions | StartOptions>(options: Options): Options {
    // Tests run the same scripts many times.
    const cache = { NODE_COMPILE_CACHE: join(this.#home, "compile-cache") };
    return { cwd: this.path, ...options, env: { ...(options.env ?? cleanEnvironment()), ...cache } };
  }
}

const outputs = /(^|\/)(build|node_modules|dist|\.turbo|\.reports)(\/|$)/;
const tests = /^(scripts|packages\/[a-z-]+)\/(test(?!\/gen)|examples)(\/|$)/;

function isCopied(absolute: string): boolean {
  const path = relative(root, absolute);
  return !outputs.test(path) && !tests.test(path);
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") {
    throw error;
  }
}
