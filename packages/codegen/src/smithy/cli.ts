import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../root.ts";
import { CommandError, isToolUnavailable } from "../terminal/command-error.ts";
import { findJava, installJars } from "./toolchain.ts";

const execute = promisify(execFile);

/** For a process that lives for seconds: optimising its code further costs more than it brings. */
const jvmOptions = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];

/** The Smithy CLI, installed and ready to run. */
export class SmithyCli {
  readonly #java: string;
  readonly #jars: string;

  private constructor(java: string, jars: string) {
    this.#java = java;
    this.#jars = jars;
  }

  /**
   * Finds Java and the CLI's jars, and has Maven fetch the jars where they are not there yet.
   *
   * @throws ToolUnavailableError where there is no Java to run it, or no Maven to fetch it
   * @throws CommandError where Maven can't fetch it
   */
  static async open(): Promise<SmithyCli> {
    const java = await findJava();
    return new SmithyCli(java, await installJars());
  }

  /**
   * Runs a command of the CLI in the root of the repository.
   *
   * @param command - `validate`
   * @param args - `["--config", "model/smithy-build.json"]`
   * @returns what it printed to standard output
   * @throws SmithyError where it exits with another code than 0
   */
  async run(command: string, args: readonly string[]): Promise<string> {
    const classPath = join(this.#jars, "*");
    const smithy = [...jvmOptions, "-cp", classPath, "software.amazon.smithy.cli.SmithyCli"];
    try {
      const { stdout } = await execute(this.#java, [...smithy, command, "--no-color", ...args], {
        cwd: root,
        maxBuffer: 2 ** 26,
      });
      return stdout;
    } catch (error) {
      const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
      throw new SmithyError(stdout, stdout + stderr || String(error));
    }
  }
}

/** The Smithy CLI refused the model, or failed. */
export class SmithyError extends CommandError {
  /** What the CLI printed to standard output: its findings, where it got as far as the model. */
  readonly output: string;

  constructor(output: string, complaint: string) {
    const [problem, advice] = /Failed to (collect|resolve|read)/.test(complaint)
      ? [
          "could not fetch its plugins",
          "Check the connection to your Maven repository and the versions in smithy-build.json,",
        ]
      : ["refused the model", "Mend what it names"];
    super(`The Smithy CLI ${problem}:\n\n${complaint.trim()}\n\n${advice} and run the command again.`, {
      code: "smithy_failed",
    });
    this.output = output;
  }
}

/**
 * Does work that is good to have where the Smithy CLI can run, and says so where it can't.
 *
 * @param participle - what is to happen to the model, `linted`
 * @throws SmithyError, or what else the work throws
 */
export async function withSmithy(
  participle: string,
  work: (smithy: SmithyCli) => Promise<void>,
): Promise<void> {
  try {
    await work(await SmithyCli.open());
  } catch (error) {
    if (!isToolUnavailable(error)) {
      throw error;
    }
    process.stdout.write(`The model was not ${participle}: ${error.message}\n`);
  }
}
