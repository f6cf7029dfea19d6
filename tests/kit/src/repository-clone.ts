import { cp, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { linkDependencies, root } from "./repository.ts";
import { cleanEnvironment, readOutput, runProgram } from "./run-program.ts";
import { makeTempFolder, TempFolder } from "./temp-folder.ts";

/** The author of commits in clones, so that they need no git settings of the machine. */
const author = {
  GIT_AUTHOR_NAME: "Test",
  GIT_AUTHOR_EMAIL: "test@localhost",
  GIT_COMMITTER_NAME: "Test",
  GIT_COMMITTER_EMAIL: "test@localhost",
};

/** How a clone is made. */
export interface CloneOptions {
  /** The absolute path of a folder that does not exist yet; a temporary folder by default. */
  readonly folder?: string;
  /** Whether changes that are not committed here are committed in the clone; false by default. */
  readonly withUncommitted?: boolean;
}

/** A git clone of the repository, to install, build and release from. */
export class RepositoryClone extends TempFolder {
  /** Whether git is installed and the repository is a checkout. */
  static isPossible(): Promise<boolean> {
    return runProgram("git", ["rev-parse", "--git-dir"], { cwd: root }).then(
      ({ exitCode }) => exitCode === 0,
      () => false,
    );
  }

  /** Clones the last commit. Call {@link install} or {@link link} before running scripts. */
  static async make({ folder, withUncommitted = false }: CloneOptions = {}): Promise<RepositoryClone> {
    const clone = new RepositoryClone(folder ?? (await makeTempFolder("repository-clone")).path);
    try {
      await readOutput("git", ["clone", "--quiet", root, clone.path], { cwd: root });
      if (withUncommitted) {
        await clone.#copyUncommitted();
        await clone.commit("Uncommitted changes");
      }
      return clone;
    } catch (error) {
      await clone.remove();
      throw error;
    }
  }

  /** Installs the dependencies with `npm ci`. */
  async install(): Promise<void> {
    await this.run("npm", ["ci", "--no-audit", "--no-fund"]);
  }

  /** Links the dependencies that this repository has installed: faster than {@link install}. */
  link(): Promise<void> {
    return linkDependencies(this.path);
  }

  /**
   * Runs a program in the clone.
   *
   * @returns its standard output
   * @throws {ProgramError} if its exit code is not 0
   */
  run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
    return readOutput(program, args, { cwd: this.path, env: cleanEnvironment({ ...author, ...env }) });
  }

  /** Runs git in the clone and returns its standard output. */
  git(...args: readonly string[]): Promise<string> {
    return this.run("git", args);
  }

  /** Commits all changes. */
  async commit(message: string): Promise<void> {
    await this.git("add", "--all");
    const options = ["--quiet", "--no-verify", "--no-gpg-sign", "--allow-empty", "--message", message];
    await this.git("commit", ...options);
  }

  async #copyUncommitted(): Promise<void> {
    const args = ["ls-files", "-z", "--modified", "--others", "--exclude-standard"];
    const listed = await readOutput("git", args, { cwd: root });
    for (const path of new Set(listed.split("\0").filter((path) => path !== ""))) {
      const target = this.resolve(path);
      await mkdir(dirname(target), { recursive: true });
      await cp(join(root, path), target).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "ENOENT") {
          throw error;
        }
        return rm(target, { force: true });
      });
    }
  }
}
