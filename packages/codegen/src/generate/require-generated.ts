import type { Project } from "../project/project.ts";
import { CommandError } from "../terminal/command-error.ts";
import { findChangedInputs } from "./drift.ts";

/**
 * Makes sure that the generated files have all changes of the model. After a failed generation they have none, and what is
 * said about changes would be wrong.
 *
 * @throws CommandError if the model, its settings or the generator changed after the last generation
 */
export async function requireGenerated(project: Project): Promise<void> {
  const changed = await findChangedInputs(project);
  if (changed.length > 0) {
    const [first] = changed;
    const others = changed.length === 1 ? "" : ` and ${changed.length - 1} other files`;
    throw new CommandError(
      `the generated files are older than ${first}${others}, so the changes since the last release are unknown. Run \`${project.commandLine("generate")}\`, and fix what it rejects.`,
    );
  }
}
