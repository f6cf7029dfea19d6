import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cleanEnvironment } from "@eks-auth/test-kit/run-program";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import type { TestMachine } from "./test-network.ts";

/** Where a terminal is opened. */
export interface TerminalOptions {
  /** The working directory at the start. */
  readonly folder: string;
  /** A folder whose programs are found first. */
  readonly programs: string;
  /** The machine's `/etc/hosts`, if it is not that of the computer. */
  readonly hosts?: string;
}

/** A shell of a user on a machine of a {@link TestNetwork}. It keeps its variables and its working directory. */
export class Terminal implements AsyncDisposable {
  readonly #shell: StartedProgram;
  #count = 0;

  private constructor(shell: StartedProgram) {
    this.#shell = shell;
  }

  /** Opens a terminal. Other machines do not see its `/etc/hosts`. */
  static async open(
    machine: TestMachine,
    { folder, programs, hosts = "" }: TerminalOptions,
  ): Promise<Terminal> {
    const file = join(programs, `hosts-${machine.address}`);
    await writeFile(file, `127.0.0.1 localhost\n${hosts}\n`);
    const env = cleanEnvironment({ PATH: `${programs}:${process.env.PATH}` });
    const shell = machine.start("unshare", ["--mount", "bash", "-e"], { cwd: folder, env, group: true });
    shell.write(`mount --bind ${file} /etc/hosts\n`);
    return new Terminal(shell);
  }

  /** Runs commands to their end. @returns their standard output @throws ProgramError if one fails */
  async run(commands: string): Promise<string> {
    const start = `start-${++this.#count}\n`;
    const end = `end-${this.#count}\n`;
    this.#shell.write(`echo; echo ${start}${commands}\necho; echo ${end}`);
    const output = await this.#shell.waitFor(`\n${end}`);
    return output.slice(output.indexOf(start) + start.length, output.indexOf(`\n${end}`)).trim();
  }

  /** Runs a command that does not end. @returns what it printed when that contains a text */
  async start(command: string, text: string): Promise<string> {
    this.#shell.write(`${command}\n`);
    return this.#shell.waitFor(text);
  }

  /** Waits until standard error contains a text. */
  waitForError(text: string | RegExp): Promise<string> {
    return this.#shell.waitForError(text);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#shell.stop();
  }
}
