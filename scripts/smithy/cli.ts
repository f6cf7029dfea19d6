import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { Failure } from "../failure.ts";
import { root } from "../root.ts";
import { findJava } from "./java.ts";

const execute = promisify(execFile);
const pom = join(root, "scripts/smithy/pom.xml");

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
   * @throws NoJava where there is no Java to run it
   * @throws Failure where Maven is missing or can't fetch the jars
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
   * @throws SmithyFailure where it exits with another code than 0
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
      throw new SmithyFailure(stdout, stdout + stderr || String(error));
    }
  }
}

/** The Smithy CLI refused the model, or failed. */
export class SmithyFailure extends Failure {
  /** What the CLI printed to standard output: its findings, where it got as far as the model. */
  readonly output: string;

  constructor(output: string, complaint: string) {
    super(
      `The Smithy CLI refused the model:\n\n${complaint.trim()}\n\nMend what it names in model/ and run the command again.`,
    );
    this.output = output;
  }
}

/** The folder's name holds the pom's digest, so that another version of the CLI gets another folder. */
async function installJars(): Promise<string> {
  const digest = createHash("sha256")
    .update(await readFile(pom))
    .digest("hex")
    .slice(0, 12);
  const jars = join(root, "build", `smithy-cli-${digest}`);
  if (existsSync(jars)) {
    return jars;
  }
  const partial = `${jars}.${process.pid}`;
  try {
    await mkdir(partial, { recursive: true });
    await fetchJars(partial);
    await rename(partial, jars).catch((error: unknown) => {
      // Another command may have fetched them in the meantime: `npm test` runs two that need them.
      if (!existsSync(jars)) {
        throw error;
      }
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return jars;
}

async function fetchJars(directory: string): Promise<void> {
  const goal = "org.apache.maven.plugins:maven-dependency-plugin:copy-dependencies";
  const options = ["--quiet", "--batch-mode", "--file", pom, `-DoutputDirectory=${directory}`];
  try {
    await execute("mvn", [goal, ...options], { maxBuffer: 2 ** 26 });
  } catch (error) {
    const { code, stdout = "", stderr = "" } = error as { code?: unknown; stdout?: string; stderr?: string };
    throw new Failure(
      code === "ENOENT"
        ? "Maven was not found as `mvn`. It fetches the Smithy CLI, once. Install Maven 3.8 or newer and put it on PATH."
        : `Maven could not fetch the Smithy CLI:\n\n${(stdout + stderr).trim()}\n\nCheck the connection to your Maven repository and run the command again.`,
    );
  }
}
