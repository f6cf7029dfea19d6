import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildFolder } from "../project/project.ts";
import { CommandError, isToolUnavailable } from "../terminal/command-error.ts";
import { findJava, installJars } from "./toolchain.ts";

const execute = promisify(execFile);

/** Faster for a process that runs for seconds: no second compiler, no parallel garbage collector. */
const jvmOptions = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];

/** The Smithy CLI, installed and ready to run. */
export class SmithyCli {
  /** The absolute path of the folder for temporary files and downloads. */
  readonly buildFolder: string;
  readonly #folder: string;
  readonly #java: string;
  readonly #jars: string;

  private constructor(folder: string, java: string, jars: string) {
    this.buildFolder = buildFolder(folder);
    this.#folder = folder;
    this.#java = java;
    this.#jars = jars;
  }

  /**
   * Finds Java and the CLI's jars. Maven downloads the jars if they are missing.
   *
   * @param folder - the absolute path of the folder to run in; its `build/` is for temporary files and downloads
   * @throws ToolUnavailableError if Java or Maven is missing
   * @throws CommandError if Maven fails
   */
  static async open(folder: string): Promise<SmithyCli> {
    const java = await findJava();
    return new SmithyCli(folder, java, await installJars(buildFolder(folder)));
  }

  /**
   * Runs a command of the CLI in the folder.
   *
   * @param command - `validate`
   * @param args - `["--config", "model/smithy-build.json"]`
   * @returns what it printed to standard output
   * @throws SmithyError if it exits with another code than 0
   */
  async run(command: string, args: readonly string[]): Promise<string> {
    const classPath = join(this.#jars, "*");
    const smithy = [...jvmOptions, "-cp", classPath, "software.amazon.smithy.cli.SmithyCli"];
    try {
      const { stdout } = await execute(this.#java, [...smithy, command, "--no-color", ...args], {
        cwd: this.#folder,
        maxBuffer: 2 ** 26,
      });
      return stdout;
    } catch (error) {
      const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
      throw new SmithyError(stdout, stdout + stderr || String(error));
    }
  }
}

/** The Smithy CLI rejected the model, or failed. */
export class SmithyError extends CommandError {
  /** The standard output of the CLI: its findings, if it read the model. */
  readonly output: string;

  constructor(output: string, details: string) {
    const [problem, advice] = /Failed to (collect|resolve|read)/.test(details)
      ? [
          "could not download its plugins",
          "Check the connection to your Maven repository and the versions in smithy-build.json,",
        ]
      : ["rejected the model", "Fix the errors that it lists"];
    super(`The Smithy CLI ${problem}:\n\n${details.trim()}\n\n${advice} and run the command again.`, {
      code: "smithy_failed",
    });
    this.output = output;
  }
}

/**
 * Calls a function with the Smithy CLI, or prints why the CLI can't run here.
 *
 * @param folder - the absolute path of the folder to run in
 * @param action - for that message: `linted`
 * @throws SmithyError if the CLI fails, or another error of the function
 */
export async function withSmithy(
  folder: string,
  action: string,
  work: (smithy: SmithyCli) => Promise<void>,
): Promise<void> {
  try {
    await work(await SmithyCli.open(folder));
  } catch (error) {
    if (!isToolUnavailable(error)) {
      throw error;
    }
    process.stdout.write(`The model was not ${action}: ${error.message}\n`);
  }
}
