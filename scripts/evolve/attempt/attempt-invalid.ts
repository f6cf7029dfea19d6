import type { InvalidChange } from "../catalogue/change.ts";
import type { EvolvingCopy } from "../copy/evolving-copy.ts";

/**
 * Gives a copy a model that has to be refused.
 *
 * @param copy - in the state of our own model
 * @returns what is not as it should be: the model is taken, the message doesn't help, or a file is not what it was
 * @throws CommandError where the change doesn't fit the model
 */
export async function attemptInvalid(change: InvalidChange, copy: EvolvingCopy): Promise<string[]> {
  await copy.edit(change.edits, change.name);
  const before = await copy.snapshot();
  const { exitCode, stdout, stderr } = await copy.run(["scripts/generate.ts"]);
  const after = await copy.snapshot();
  if (exitCode === 0) {
    return [`it was taken: ${stdout.trim()}`];
  }
  // A crash has no such first word.
  const unsaid = [/^error: /, ...change.says].filter((words) => !words.test(stderr));
  const paths = new Set([...before.keys(), ...after.keys()]);
  const left = [...paths].filter((path) => before.get(path) !== after.get(path));
  return [
    ...unsaid.map((words) => `${words} is not in the message: ${stderr.trim()}`),
    ...left.map((path) => `${path} is not what it was`),
  ];
}
