import { lockPath } from "@eks-auth/codegen";
import { type Bumps, type PackageKey, releaseFiles } from "@eks-auth/codegen/semver";
import { SmithyCli } from "@eks-auth/codegen/smithy";
import { CommandError } from "@eks-auth/codegen/terminal";
import { root } from "@eks-auth/test-kit/repository";
import { type FileState, generatedModel, type RepositoryCopy } from "@eks-auth/test-kit/repository-copy";
import { attemptChange, attemptInvalid } from "./attempt-change.ts";
import { buildPackages, keepBuild } from "./build-packages.ts";
import type { InvalidChange, ModelChange } from "./catalogue/change.ts";
import { type StartingModelName, startingModels } from "./catalogue/starting-models.ts";
import type { LineCount } from "./count-lines.ts";
import type { Direction } from "./mixed-calls.ts";
import { editModel, makeModelCopy } from "./model-copy.ts";
import { TypeChecker } from "./type-checker.ts";

/**
 * Tries changes of the model, one after the other, in one copy of the repository.
 *
 * @param onProgress - called with each step
 * @returns a result for each change, in order
 * @throws {CommandError} if a starting model cannot be generated
 * @throws {ToolUnavailableError} if Java is missing, or Maven to fetch the Smithy CLI
 */
export async function runCatalogue(
  changes: readonly (ModelChange | InvalidChange)[],
  onProgress: (step: string) => void,
): Promise<Result[]> {
  // Without the CLI, the first change would look rejected.
  await SmithyCli.open(root);
  await using copy = await makeModelCopy();
  const starts = await ReleasedModels.make(copy);
  const checker = new TypeChecker(copy);
  const results: Result[] = [];
  for (const [index, change] of changes.entries()) {
    const showStep = (step: string) => onProgress(`${index + 1}/${changes.length} ${change.name}: ${step}`);
    showStep("preparing");
    const startingModel = "startingModel" in change ? change.startingModel : undefined;
    const before = await starts.restore(startingModel ?? "own");
    const start = performance.now();
    const { name, description } = change;
    const found = await attempt(change, copy, before, checker, showStep);
    results.push({ name, description, ...found, seconds: (performance.now() - start) / 1000 });
  }
  return results;
}

/** Tries one change. A change that does not match the model fails, and the next ones are tried. */
async function attempt(
  change: ModelChange | InvalidChange,
  copy: RepositoryCopy,
  before: ReadonlyMap<string, FileState>,
  checker: TypeChecker,
  onProgress: (step: string) => void,
): Promise<Omit<Result, "name" | "description" | "seconds">> {
  const isInvalid = "expectedMessages" in change;
  const head = isInvalid ? { invalid: true } : { invalid: false, expectedBumps: change.bumps };
  try {
    if (!isInvalid) {
      return { ...head, ...(await attemptChange(change, copy, before, checker, onProgress)) };
    }
    onProgress("generating");
    return { ...head, brokenPackages: [], failing: [], problems: await attemptInvalid(change, copy) };
  } catch (error) {
    if (!(error instanceof CommandError)) {
      throw error;
    }
    return { ...head, brokenPackages: [], failing: [], problems: [error.message] };
  }
}

/** The starting models in the copy. Each is edited, generated, built and released once. */
class ReleasedModels {
  readonly #copy: RepositoryCopy;
  readonly #original: ReadonlyMap<string, FileState>;
  readonly #released = new Map<StartingModelName, ReadonlyMap<string, FileState>>();

  private constructor(copy: RepositoryCopy, original: ReadonlyMap<string, FileState>) {
    this.#copy = copy;
    this.#original = original;
  }

  static async make(copy: RepositoryCopy): Promise<ReleasedModels> {
    return new ReleasedModels(copy, await copy.snapshot());
  }

  /**
   * Restores the state right after the release of a starting model as 1.0.0. From 1.0.0 on, bumps are not reduced.
   *
   * @returns the files of that state
   * @throws {CommandError} if the starting model cannot be generated
   */
  async restore(name: StartingModelName): Promise<ReadonlyMap<string, FileState>> {
    const released = this.#released.get(name);
    await this.#copy.restore(released ?? this.#original);
    if (released !== undefined) {
      return released;
    }
    await editModel(this.#copy, startingModels[name].edits, `that makes the starting model ${name}`);
    const { exitCode, stderr } = await this.#copy.run("scripts/generate.ts");
    if (exitCode !== 0) {
      throw new CommandError(`Generating the starting model ${name} failed:\n\n${stderr}`);
    }
    await this.#release();
    const errors = await buildPackages(this.#copy);
    if (errors.length > 0) {
      throw new CommandError(`Building the starting model ${name} failed:\n\n${errors.join("\n")}`);
    }
    await keepBuild(this.#copy, name);
    const state = await this.#copy.snapshot();
    this.#released.set(name, state);
    return state;
  }

  async #release(): Promise<void> {
    const outputs = Object.entries(JSON.parse(await this.#copy.read(lockPath)).outputs);
    const published = Object.fromEntries(outputs.filter(([path]) => path.includes("/src/")));
    await this.#copy.write(releaseFiles.model, await this.#copy.read(generatedModel));
    await this.#copy.write(releaseFiles.release, JSON.stringify({ version: "1.0.0", outputs: published }));
  }
}

/** The result of a change. */
export interface Result {
  readonly name: string;
  readonly description: string;
  /** Whether the generator must reject the change. */
  readonly invalid: boolean;
  /** Absent if the generator must reject the change. */
  readonly expectedBumps?: Bumps;
  /** The bumps that `model:diff` requires; absent if the change did not get that far. */
  readonly requiredBumps?: Bumps;
  /** The packages whose users' programs no longer compile. */
  readonly brokenPackages: readonly PackageKey[];
  /** The directions in which a client and a stub of the versions before and after don't understand each other. */
  readonly failing: readonly Direction[];
  /** Of the generated files; absent if nothing was generated. */
  readonly lines?: LineCount;
  readonly seconds: number;
  /** What is wrong; empty if the change passed. */
  readonly problems: readonly string[];
}
