import { spawn } from "node:child_process";
import { once } from "node:events";
import { Failure } from "../../failure.ts";
import { root } from "../../root.ts";

/**
 * Runs a program in the root of the repository. What it prints is shown.
 *
 * @throws Failure where it can't be started, or exits with another code than 0
 */
export async function runProgram(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { cwd: root, stdio: "inherit" });
  const command = [program, ...args].join(" ");
  const [code] = await once(child, "exit").catch((error: Error) => {
    throw new Failure(`\`${command}\` could not be started: ${error.message}.`);
  });
  if (code !== 0) {
    throw new Failure(
      `\`${command}\` failed. Files may have moved to the new version already: look at \`git status\`, and put them back before you try again.`,
    );
  }
}
