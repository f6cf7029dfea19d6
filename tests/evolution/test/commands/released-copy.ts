import { lockPath } from "@eks-auth/codegen";
import { generatedModel } from "@eks-auth/codegen/semver";
import { type Outcome, RepositoryCopy } from "../repository-copy.ts";

/** A copy of the repository whose state was released as 0.1.0, without a changeset. */
export async function makeReleasedCopy(): Promise<RepositoryCopy> {
  const copy = await RepositoryCopy.make();
  const { outputs } = JSON.parse(await copy.read(lockPath));
  const published = Object.entries(outputs).filter(([path]) => path.includes("/src/"));
  await copy.write("released/model.json", await copy.read(generatedModel));
  const release = { version: "0.1.0", outputs: Object.fromEntries(published) };
  await copy.write("released/release.json", JSON.stringify(release));
  return copy;
}

/** Runs one of the commands in a copy, without Java. */
export async function runWithoutJava(
  copy: RepositoryCopy,
  name: string,
  ...args: string[]
): Promise<Outcome> {
  return copy.run(`scripts/${name}.ts`, args, await copy.isolate());
}

/** Changes the committed model, as a change of `model/` and a generation would. */
export function editModel(copy: RepositoryCopy, change: (model: string) => string): Promise<void> {
  return copy.edit(generatedModel, (text) => {
    const changed = change(text);
    if (changed === text) {
      throw new Error("The model has nothing of what the test wants to change.");
    }
    return changed;
  });
}
