import { type ChildProcessByStdio, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { root } from "@eks-auth/codegen/root";
import { linkDependencies } from "./link-dependencies.ts";

/** What a generation reads and writes, and what Biome asks for. */
const parts = [
  "model",
  "scripts",
  "packages/codegen/src",
  "packages/codegen/package.json",
  "packages/types/src/gen",
  "packages/client/src/gen",
  "packages/client/test/gen",
  "packages/server/src/gen",
  "packages/server-runtime/src/constraints",
  "biome.json",
  "generated.lock.json",
  "package.json",
  "tsconfig.base.json",
  ".gitignore",
];
const left = ["scripts/test", "scripts/.reports", "scripts/.turbo", "scripts/node_modules"].map((path) =>
  join(root, path),
);

/** How a command ended. */
export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of the repository for a test to spoil, in a temporary folder. */
export class RepositoryCopy implements AsyncDisposable {
  readonly #home: string;

  private constructor(home: string) {
    this.#home = home;
  }

  /** Makes a copy. It shares the repository's dependencies, and the Smithy CLI where that was fetched. */
  static async make(): Promise<RepositoryCopy> {
    const copy = new RepositoryCopy(await mkdtemp(join(tmpdir(), "repository-copy-")));
    for (const part of parts) {
      await cp(join(root, part), copy.#path(part), {
        recursive: true,
        filter: (path) => !left.includes(path),
      });
    }
    await linkDependencies(copy.#path(""));
    await mkdir(copy.#path("build"));
    const built = await readdir(join(root, "build")).catch(() => []);
    for (const name of built.filter((name) => /^smithy-cli-[0-9a-f]+$/.test(name))) {
      await symlink(join(root, "build", name), copy.#path(`build/${name}`));
    }
    return copy;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return rm(this.#home, { recursive: true, force: true });
  }

  /**
   * Runs a script of the copy.
   *
   * @param script - `scripts/generate.ts`
   * @param environment - the whole of it; that of the tests unless given
   */
  async run(
    script: string,
    args: readonly string[] = [],
    environment: NodeJS.ProcessEnv = process.env,
  ): Promise<Outcome> {
    const child = this.start(script, args, environment);
    const [stdout, stderr, exitCode] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise<number | null>((resolve) => child.once("close", resolve)),
    ]);
    return { exitCode, stdout, stderr };
  }

  /** Starts a script of the copy, as {@link run} does, and leaves it to the caller. */
  start(
    script: string,
    args: readonly string[],
    environment: NodeJS.ProcessEnv = process.env,
  ): ChildProcessByStdio<null, Readable, Readable> {
    // The tests run the same scripts more than a hundred times.
    const env = { ...environment, NODE_COMPILE_CACHE: join(this.#home, "compile-cache") };
    return spawn(process.execPath, [this.#path(script), ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  }

  /**
   * Makes an environment whose `PATH` holds nothing but node and the programs given.
   *
   * @param programs - shell scripts by name: `{ java: "exit 1" }`
   */
  async isolate(programs: Readonly<Record<string, string>> = {}): Promise<NodeJS.ProcessEnv> {
    const folder = await mkdtemp(join(this.#home, "path-"));
    await symlink(process.execPath, join(folder, "node"));
    for (const [name, script] of Object.entries(programs)) {
      await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    }
    return { PATH: folder };
  }

  read(path: string): Promise<string> {
    return readFile(this.#path(path), "utf8");
  }

  async write(path: string, content: string): Promise<void> {
    await mkdir(dirname(this.#path(path)), { recursive: true });
    await writeFile(this.#path(path), content);
  }

  async edit(path: string, change: (content: string) => string): Promise<void> {
    await this.write(path, change(await this.read(path)));
  }

  remove(path: string): Promise<void> {
    return rm(this.#path(path), { recursive: true });
  }

  /** What every file holds and when it was written, by path; those of `build/` aside. */
  async snapshot(): Promise<Map<string, { content: string; written: number }>> {
    const entries = await readdir(this.#path(""), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const kept = files.filter((file) => !file.startsWith(this.#path("build"))).sort();
    const states = kept.map(async (file): Promise<[string, { content: string; written: number }]> => {
      const [content, { mtimeMs }] = await Promise.all([readFile(file, "utf8"), stat(file)]);
      return [relative(this.#path(""), file), { content, written: mtimeMs }];
    });
    return new Map(await Promise.all(states));
  }

  #path(path: string): string {
    return join(this.#home, "repository", path);
  }
}
