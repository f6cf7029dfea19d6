import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ToolUnavailable } from "../unavailable.ts";

const run = promisify(execFile);

/**
 * Checks that kubectl is there.
 *
 * @throws ToolUnavailable where it isn't
 */
export async function requireKubectl(): Promise<void> {
  try {
    await run("kubectl", ["version", "--client"]);
  } catch {
    throw new ToolUnavailable("kubectl was not found. Install it, and put it on PATH.");
  }
}

/** kubectl, for the cluster of a kubeconfig. */
export class Kubectl {
  readonly #kubeconfig: string;

  constructor(kubeconfig: string) {
    this.#kubeconfig = kubeconfig;
  }

  /**
   * Runs it.
   *
   * @returns what it printed
   * @throws Error where it fails
   */
  async run(...args: readonly string[]): Promise<string> {
    const { stdout } = await run("kubectl", [`--kubeconfig=${this.#kubeconfig}`, ...args]);
    return stdout;
  }

  /** Creates objects. */
  async create(...objects: readonly object[]): Promise<void> {
    const list = JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });
    const done = run("kubectl", [`--kubeconfig=${this.#kubeconfig}`, "create", "--filename", "-"]);
    done.child.stdin?.end(list);
    await done;
  }
}
