import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "@eks-auth/codegen/root";
import { CommandError } from "@eks-auth/codegen/terminal";

const execute = promisify(execFile);
const model = "model/operation.smithy";

/** A clone of the last commit, installed and built, whose model may be changed. */
export class RepositoryClone implements AsyncDisposable {
  readonly folder: string;
  readonly #model: string;

  private constructor(folder: string, modelText: string) {
    this.folder = folder;
    this.#model = modelText;
  }

  /**
   * Clones this repository. The Smithy CLI is shared where it was fetched already.
   *
   * @throws CommandError where git, the install or the build fails
   */
  static async make(): Promise<RepositoryClone> {
    const folder = await mkdtemp(join(tmpdir(), "bench-generate-"));
    try {
      await run("git", ["clone", "--quiet", root, folder], root);
      await run("npm", ["ci", "--no-audit", "--no-fund"], folder);
      await run("npm", ["run", "build"], folder);
      await mkdir(join(folder, "build"), { recursive: true });
      const built = await readdir(join(root, "build")).catch(() => []);
      for (const name of built.filter((name) => /^smithy-cli-[0-9a-f]+$/.test(name))) {
        await symlink(join(root, "build", name), join(folder, "build", name));
      }
      return new RepositoryClone(folder, await readFile(join(folder, model), "utf8"));
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /**
   * Saves the model with one more member than it has in the repository.
   *
   * @param name - the member's; another one each time, or what was built for it is found in a cache
   */
  saveModelWith(name: string): Promise<void> {
    const member = `    /// What it is called for short.\n    ${name}: String\n`;
    const text = this.#model.replace("structure Subject {", `structure Subject {\n${member}`);
    return writeFile(join(this.folder, model), text);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

async function run(program: string, args: readonly string[], cwd: string): Promise<void> {
  try {
    await execute(program, [...args], { cwd, maxBuffer: 2 ** 26 });
  } catch (error) {
    const { stderr = "" } = error as { stderr?: string };
    throw new CommandError(
      `${program} ${args.join(" ")} failed in ${cwd}:\n\n${stderr.trim() || String(error)}`,
    );
  }
}
