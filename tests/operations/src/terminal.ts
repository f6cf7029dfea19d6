import { writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { cleanEnvironment } from "@eks-auth/test-kit/run-program";
import type { StartedProgram, StartOptions } from "@eks-auth/test-kit/started-program";

/** A machine on which programs can be started. */
export interface Machine {
  readonly address: string;
  start(program: string, args: readonly string[], options?: StartOptions): StartedProgram;
}

/** Where a terminal is opened. */
export interface TerminalOptions {
  /** The working directory at the start. */
  readonly folder: string;
  /** A folder whose programs are found first. */
  readonly programs: string;
  /** Lines of the machine's `/etc/hosts`, if it is not that of the computer. */
  readonly hosts?: string;
  /** Variables in addition to those of this process. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** A shell of a user on a machine. It keeps its variables and its working directory. */
export class Terminal implements AsyncDisposable {
  readonly #shell: StartedProgram;
  #count = 0;

  private constructor(shell: StartedProgram) {
    this.#shell = shell;
  }

  /**
   * Opens a terminal. Other machines do not see its `/etc/hosts`. Programs of this repository's `node_modules` are not found:
   * the user has not installed them.
   */
  static async open(
    machine: Machine,
    { folder, programs, hosts, variables = {} }: TerminalOptions,
  ): Promise<Terminal> {
    const found = (process.env.PATH ?? "").split(delimiter).filter((path) => !path.includes("node_modules"));
    const env = cleanEnvironment({ ...variables, PATH: [programs, ...found].join(delimiter) });
    const options = { cwd: folder, env, group: true };
    if (hosts === undefined) {
      return new Terminal(machine.start("bash", ["-e"], options));
    }
    const file = join(programs, `hosts-${machine.address}`);
    await writeFile(file, `127.0.0.1 localhost\n${hosts}\n`);
    const shell = machine.start("unshare", ["--mount", "bash", "-e"], options);
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
  async start(command: string, text: string | RegExp): Promise<string> {
    this.#shell.write(`${command}\n`);
    return this.#shell.waitFor(text);
  }

  /** Waits until standard output contains a text. @returns all of it so far */
  waitFor(text: string | RegExp): Promise<string> {
    return this.#shell.waitFor(text);
  }

  /** Waits until a server of this machine answers, for servers that print nothing. */
  async waitForServer(url: string): Promise<void> {
    await this.run(`until curl --silent --output /dev/null ${url}; do sleep 0.1; done`);
  }

  /** Waits until standard error contains a text. */
  waitForError(text: string | RegExp): Promise<string> {
    return this.#shell.waitForError(text);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#shell.stop();
  }
}
