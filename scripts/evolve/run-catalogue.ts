import { SmithyCli } from "@eks-auth/codegen/smithy";
import { CommandError } from "@eks-auth/codegen/terminal";
import { attemptChange } from "./attempt/attempt-change.ts";
import { attemptInvalid } from "./attempt/attempt-invalid.ts";
import type { Result } from "./attempt/result.ts";
import { TypeChecker } from "./attempt/type-checker.ts";
import type { InvalidChange, ModelChange } from "./catalogue/change.ts";
import { EvolvingCopy } from "./copy/evolving-copy.ts";
import { ReleasedBases } from "./copy/released-bases.ts";

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
