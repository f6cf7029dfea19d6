import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type ProgramResult, readOutput, runProgram } from "@eks-auth/test-kit/run-program";

/** kubectl for the cluster of a kubeconfig. */
export class Kubectl {
  readonly #program: string;
  readonly #options: readonly string[];

  /**
   * @param program - the path of kubectl
   * @param options - for every call: `--kubeconfig=FILE`
   */
  constructor(program: string, ...options: readonly string[]) {
    this.#program = program;
    this.#options = options;
  }

  /** kubectl as another user of the kubeconfig, which has a context of the user's name. */
  as(user: string): Kubectl {
    return new Kubectl(this.#program, ...this.#options, `--context=${user}`);
  }

  /**
   * Runs kubectl.
   *
   * @returns its standard output
   * @throws {ProgramError} if it fails
   */
  run(...args: readonly string[]): Promise<string> {
    return readOutput(this.#program, [...this.#options, ...args]);
  }

  /** Runs kubectl, and returns what it prints with any exit code. */
  try(...args: readonly string[]): Promise<ProgramResult> {
    return runProgram(this.#program, [...this.#options, ...args]);
  }

  /** Creates objects. */
  create(...objects: readonly object[]): Promise<void> {
    return this.#send("create", objects);
  }

  /** Creates or changes objects. */
  apply(...objects: readonly object[]): Promise<void> {
    return this.#send("apply", objects);
  }

  async #send(command: string, objects: readonly object[]): Promise<void> {
    const list = JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });
    const done = promisify(execFile)(this.#program, [...this.#options, command, "--filename", "-"]);
    done.child.stdin?.end(list);
    await done;
  }
}
