import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { root } from "@eks-auth/codegen/root";
import { CommandError } from "@eks-auth/codegen/terminal";
import { run } from "../process/run.ts";

/** Who commits in a clone: nobody whose settings this machine would need. */
const author = {
  GIT_AUTHOR_NAME: "Rehearsal",
  GIT_AUTHOR_EMAIL: "rehearsal@localhost",
  GIT_COMMITTER_NAME: "Rehearsal",
  GIT_COMMITTER_EMAIL: "rehearsal@localhost",
};

/** A clone of this repository, to release from without leaving a trace here. */
export class Clone {
  /** Its absolute path. */
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  /**
   * Clones the last commit.
   *
   * @param directory - the absolute path of the clone
   * @param withUncommitted - whether what is not committed comes along
   */
  static async make(directory: string, withUncommitted: boolean): Promise<Clone> {
    await run("git", ["clone", "--quiet", root, directory], { cwd: root });
    const clone = new Clone(directory);
    if (withUncommitted) {
      await clone.#bringUncommitted();
      await clone.commit("What was not committed");
    }
    return clone;
  }

  /** Runs a program in the clone, and gives what it prints. */
  run(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
    return run(program, args, { cwd: this.directory, env: { ...author, CI: "true", ...env } });
  }

  /** Commits all that changed. */
  async commit(message: string): Promise<void> {
    await this.run("git", ["add", "--all"]);
    await this.run("git", ["commit", "--quiet", "--no-verify", "--allow-empty", "--message", message]);
  }

  /** Gives the version of one of its packages. */
  async readVersion(folder: string): Promise<string> {
    return JSON.parse(await readFile(join(this.directory, folder, "package.json"), "utf8")).version;
  }

  /**
   * Replaces a text in one of its files.
   *
   * @throws CommandError where the file doesn't have it
   */
  async edit(path: string, text: string, replacement: string): Promise<void> {
    const file = join(this.directory, path);
    const content = await readFile(file, "utf8");
    if (!content.includes(text)) {
      throw new CommandError(
        `${path} lacks \`${text}\`. The rehearsal adds a member there: choose another place.`,
      );
    }
    await writeFile(
      file,
      content.replace(text, () => replacement),
    );
  }

  async #bringUncommitted(): Promise<void> {
    const listed = await run("git", ["ls-files", "-z", "--modified", "--others", "--exclude-standard"], {
      cwd: root,
    });
    for (const path of new Set(listed.split("\0").filter((path) => path !== ""))) {
      const target = join(this.directory, path);
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
