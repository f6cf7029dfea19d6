import { lockPath } from "@eks-auth/codegen";
import { generatedModel, releaseFiles } from "@eks-auth/codegen/semver";
import { CommandError } from "@eks-auth/codegen/terminal";
import { type BaseName, bases } from "../catalogue/bases.ts";
import type { EvolvingCopy } from "./evolving-copy.ts";

/** The models that changes start from, each made, generated and released in the copy once. */
export class ReleasedBases {
  readonly #copy: EvolvingCopy;
  readonly #own: ReadonlyMap<string, string>;
  readonly #known = new Map<BaseName, ReadonlyMap<string, string>>();

  private constructor(copy: EvolvingCopy, own: ReadonlyMap<string, string>) {
    this.#copy = copy;
    this.#own = own;
  }

  static async make(copy: EvolvingCopy): Promise<ReleasedBases> {
    return new ReleasedBases(copy, await copy.snapshot());
  }

  /**
   * Puts the copy into the state right after the release of a base, as version 1.0.0: from there on, a bump is what the
   * rules say.
   *
   * @returns the texts of that state, by path
   * @throws CommandError where the base can't be generated
   */
  async enter(name: BaseName): Promise<ReadonlyMap<string, string>> {
    const known = this.#known.get(name);
    await this.#copy.restore(known ?? this.#own);
    if (known !== undefined) {
      return known;
    }
    await this.#copy.edit(bases[name].edits, `that makes the base ${name}`);
    const { exitCode, stderr } = await this.#copy.run(["scripts/generate.ts"]);
    if (exitCode !== 0) {
      throw new CommandError(`The model that changes start from, ${name}, can't be generated:\n\n${stderr}`);
    }
    await this.#release();
    const state = await this.#copy.snapshot();
    this.#known.set(name, state);
    return state;
  }

  async #release(): Promise<void> {
    const outputs = Object.entries(JSON.parse(await this.#copy.read(lockPath)).outputs);
    const published = Object.fromEntries(outputs.filter(([path]) => path.includes("/src/")));
    await this.#copy.write(releaseFiles.model, await this.#copy.read(generatedModel));
    await this.#copy.write(releaseFiles.release, JSON.stringify({ version: "1.0.0", outputs: published }));
  }
}
