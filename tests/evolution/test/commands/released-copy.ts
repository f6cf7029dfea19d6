import { lockPath } from "@eks-auth/codegen";
import { releaseFiles } from "@eks-auth/codegen/semver";
import { type FileState, generatedModel, RepositoryCopy } from "@eks-auth/test-kit/repository-copy";
import type { Outcome } from "../fail-to-generate.ts";
import { ScriptThread } from "../script-thread.ts";

/** A copy of the repository whose state was released as 0.1.0, without a changeset. Its commands run without Java. */
export class ReleasedCopy implements AsyncDisposable {
  readonly files: RepositoryCopy;
  readonly #thread: ScriptThread;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #released: ReadonlyMap<string, FileState>;

  private constructor(
    files: RepositoryCopy,
    environment: NodeJS.ProcessEnv,
    released: ReadonlyMap<string, FileState>,
  ) {
    this.files = files;
    this.#thread = new ScriptThread(files);
    this.#environment = environment;
    this.#released = released;
  }

  static async make(): Promise<ReleasedCopy> {
    const files = await RepositoryCopy.make();
    const { outputs } = JSON.parse(await files.read(lockPath));
    const published = Object.entries(outputs).filter(([path]) => path.includes("/src/"));
    await files.write(releaseFiles.model, await files.read(generatedModel));
    const release = { version: "0.1.0", outputs: Object.fromEntries(published) };
    await files.write(releaseFiles.release, JSON.stringify(release));
    return new ReleasedCopy(files, await files.isolate(), await files.snapshot());
  }

  /** Runs a command: `check-changeset`. */
  run(command: string, ...args: string[]): Promise<Outcome> {
    return this.#thread.run(`scripts/${command}.ts`, args, this.#environment);
  }

  /** Runs a command in a process. */
  async runProcess(command: string, ...args: string[]): Promise<Outcome> {
    const options = { env: this.#environment };
    const { exitCode, stdout, stderr } = await this.files.run(`scripts/${command}.ts`, args, options);
    return { exitCode, stdout, stderr };
  }

  /** Changes the generated model, as a change of `model/` followed by a generation does. */
  editModel(change: (model: string) => string): Promise<void> {
    return this.files.edit(generatedModel, (text) => {
      const changed = change(text);
      if (changed === text) {
        throw new Error(`The edit does not match ${generatedModel}.`);
      }
      return changed;
    });
  }

  /** Restores the files as they were released. */
  restore(): Promise<void> {
    return this.files.restore(this.#released);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#thread[Symbol.asyncDispose]();
    await this.files.remove();
  }
}
