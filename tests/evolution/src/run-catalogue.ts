import { lockPath } from "@eks-auth/codegen";
import { type Bumps, generatedModel, type PackageKey, releaseFiles } from "@eks-auth/codegen/semver";
import { SmithyCli } from "@eks-auth/codegen/smithy";
import { CommandError } from "@eks-auth/codegen/terminal";
import { attemptChange, attemptInvalid } from "./attempt-change.ts";
import type { InvalidChange, ModelChange } from "./catalogue/change.ts";
import { type BaseName, bases } from "./catalogue/starting-models.ts";
import type { LineCount } from "./count-lines.ts";
import { EvolvingCopy } from "./model-copy.ts";
import { TypeChecker } from "./type-checker.ts";

/**
 * Tries changes of the model, one after the other, in one copy of the repository.
 *
 * @param show - is told each step, for a person who waits
 * @returns a result for each, in order
 * @throws CommandError where a model that changes start from can't be made
 * @throws ToolUnavailableError where there is no Java, or no Maven to fetch the Smithy CLI
 */
export async function runCatalogue(
  changes: readonly (ModelChange | InvalidChange)[],
  show: (step: string) => void,
): Promise<Result[]> {
  // Without it the first change would look as if it had been refused.
  await SmithyCli.open();
  await using copy = await EvolvingCopy.make();
  const bases = await ReleasedBases.make(copy);
  const checker = new TypeChecker(copy);
  const results: Result[] = [];
  for (const [index, change] of changes.entries()) {
    const tell = (step: string) => show(`${index + 1}/${changes.length} ${change.name}: ${step}`);
    tell("preparing");
    const before = await bases.enter("base" in change && change.base ? change.base : "own");
    const start = performance.now();
    const { name, what } = change;
    const found = await attempt(change, copy, before, checker, tell);
    results.push({ name, what, ...found, seconds: (performance.now() - start) / 1000 });
  }
  return results;
}

/** A change that no longer fits the model is bad, and the others are tried all the same. */
async function attempt(
  change: ModelChange | InvalidChange,
  copy: EvolvingCopy,
  before: ReadonlyMap<string, string>,
  checker: TypeChecker,
  show: (step: string) => void,
): Promise<Omit<Result, "name" | "what" | "seconds">> {
  const head = "says" in change ? { invalid: true } : { invalid: false, expected: change.bumps };
  try {
    if (!("says" in change)) {
      return { ...head, ...(await attemptChange(change, copy, before, checker, show)) };
    }
    show("generating");
    return { ...head, broke: [], problems: await attemptInvalid(change, copy) };
  } catch (error) {
    if (!(error instanceof CommandError)) {
      throw error;
    }
    return { ...head, broke: [], problems: [error.message] };
  }
}

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

/** What came of a change. */
export interface Result {
  readonly name: string;
  readonly what: string;
  /** Whether the change had to be refused. */
  readonly invalid: boolean;
  /** Absent where the change had to be refused. */
  readonly expected?: Bumps;
  /** What `model:diff` asks for; absent where it didn't come that far. */
  readonly forced?: Bumps;
  /** The packages whose users' programs no longer compile. */
  readonly broke: readonly PackageKey[];
  /** Of generated files; absent where nothing was generated. */
  readonly lines?: LineCount;
  readonly seconds: number;
  /** What is not as it should be; empty where all is. */
  readonly problems: readonly string[];
}
