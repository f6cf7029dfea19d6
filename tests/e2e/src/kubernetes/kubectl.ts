import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ToolUnavailableError } from "@eks-auth/codegen/terminal";
import { readOutput } from "@eks-auth/test-kit/run-program";

/**
 * Checks that kubectl is installed.
 *
 * @throws {ToolUnavailableError} if it is not
 */
export async function requireKubectl(): Promise<void> {
  await readOutput("kubectl", ["version", "--client"]).catch((cause) => {
    throw new ToolUnavailableError("kubectl was not found. Install it and add it to PATH.", { cause });
  });
}

/** kubectl for the cluster of a kubeconfig. */
export class Kubectl {
  readonly #kubeconfig: string;

  /** @param kubeconfig - the path of the file */
  constructor(kubeconfig: string) {
    this.#kubeconfig = kubeconfig;
  }

  /**
   * Runs kubectl.
   *
   * @returns its standard output
   * @throws {ProgramError} if it fails
   */
  run(...args: readonly string[]): Promise<string> {
    return readOutput("kubectl", [`--kubeconfig=${this.#kubeconfig}`, ...args]);
  }

  /** Creates objects. */
  async create(...objects: readonly object[]): Promise<void> {
    const list = JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });
    const args = [`--kubeconfig=${this.#kubeconfig}`, "create", "--filename", "-"];
    const done = promisify(execFile)("kubectl", args);
    done.child.stdin?.end(list);
    await done;
  }
}
