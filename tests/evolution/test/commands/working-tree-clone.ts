import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { root } from "@eks-auth/codegen/root";
import { linkDependencies } from "../link-dependencies.ts";

const execute = promisify(execFile);

/**
 * A clone of the repository below `build/`, with the files as they are in the working tree, committed there. It shares
 * the repository's dependencies.
 */
export class WorkingTreeClone implements AsyncDisposable {
  readonly #home: string;

  private constructor(home: string) {
    this.#home = home;
  }

  /** Tells whether git is there, and the repository is a checkout. */
  static isPossible(): Promise<boolean> {
    return execute("git", ["rev-parse", "--git-dir"], { cwd: root }).then(
      () => true,
      () => false,
    );
  }

  static async make(): Promise<WorkingTreeClone> {
    await mkdir(join(root, "build"), { recursive: true });
    const clone = new WorkingTreeClone(await mkdtemp(join(root, "build/clone-")));
    await clone.git("clone", "--quiet", "--no-checkout", root, ".");
    const { stdout } = await execute(
      "git",
      ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
      {
        cwd: root,
      },
    );
    const files = stdout.split("\0").filter((path) => path !== "" && existsSync(join(root, path)));
    for (const path of files) {
      await cp(join(root, path), clone.path(path));
    }
    await linkDependencies(clone.path(""));
    await clone.git("add", "--all");
    const author = [
      "-c",
      "user.name=test",
      "-c",
      "user.email=test@example.com",
      "-c",
      "commit.gpgsign=false",
    ];
    await clone.git(
      ...author,
      "commit",
      "--quiet",
      "--allow-empty",
      "--no-verify",
      "--message",
      "The working tree",
    );
    return clone;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return rm(this.#home, { recursive: true, force: true });
  }

  /** The absolute path of a file. */
  path(path: string): string {
    return join(this.#home, path);
  }

  read(path: string): Promise<string> {
    return readFile(this.path(path), "utf8");
  }

  async write(path: string, content: string): Promise<void> {
    await mkdir(dirname(this.path(path)), { recursive: true });
    await writeFile(this.path(path), content);
  }

  async edit(path: string, change: (content: string) => string): Promise<void> {
    await this.write(path, change(await this.read(path)));
  }

  remove(path: string): Promise<void> {
    return rm(this.path(path), { recursive: true, force: true });
  }

  /** The names in a folder, in order. */
  async list(path: string): Promise<string[]> {
    return (await readdir(this.path(path))).sort();
  }

  /**
   * Runs a script in the clone.
   *
   * @returns what it printed to standard output
   * @throws Error with what it printed to standard error, where it exits with another code than 0
   */
  async node(script: string, ...args: string[]): Promise<string> {
    return (await execute(process.execPath, [script, ...args], { cwd: this.#home })).stdout;
  }

  /** Runs git in the clone, and gives what it printed. */
  async git(...args: string[]): Promise<string> {
    return (await execute("git", args, { cwd: this.#home, maxBuffer: 2 ** 24 })).stdout;
  }
}
