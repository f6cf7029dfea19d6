import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { onInterruption } from "../files/interruption.ts";
import { buildFolder } from "../project/project.ts";
import { CommandError, isToolUnavailable } from "../terminal/command-error.ts";
import { describeFailure } from "./cli-failure.ts";
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
      const running = execute(this.#java, [...smithy, command, "--no-color", ...args], {
        cwd: this.#folder,
        // Under the C locale, Java can't open paths with characters outside ASCII.
        env: { ...process.env, LC_ALL: "C.UTF-8" },
        maxBuffer: 2 ** 28,
      });
      // Otherwise it would go on writing to a temporary folder that is removed.
      using _cleanup = onInterruption(() => running.child.kill("SIGKILL"));
      return (await running).stdout;
    } catch (error) {
      const {
        stdout = "",
        stderr = "",
        signal,
      } = error as {
        stdout?: string;
        stderr?: string;
        signal?: string | null;
      };
      throw new SmithyError(stdout, stdout + stderr || String(error), signal);
    }
  }
}

/**
 * The Smithy CLI rejected the model, with the code `smithy_failed`, or failed for another reason: `smithy_killed`,
 * `smithy_out_of_memory`, `smithy_disk_full`, `smithy_locale`, `smithy_plugins`.
 */
export class SmithyError extends CommandError {
  /** The standard output of the CLI: its findings, if it read the model. */
  readonly output: string;
  /** All that the CLI printed. */
  readonly details: string;

  /** @param signal - that ended the CLI, if any */
  constructor(output: string, details: string, signal?: string | null) {
    const { code, message } = describeFailure(details, signal);
    super(message, { code });
    this.output = output;
    this.details = details;
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
