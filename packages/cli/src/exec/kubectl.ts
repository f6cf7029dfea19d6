import { spawn } from "node:child_process";
import { once } from "node:events";
import { createKubectlError } from "./kubectl-error.ts";
import type { ClusterAccess } from "./options.ts";

/** How a command of kubectl is run. */
export interface KubectlRun {
  readonly access: ClusterAccess;
  /** Whether a login method may ask the person at the terminal. */
  readonly interactive: boolean;
  /** Ends the command when it is aborted. */
  readonly signal: AbortSignal;
}

/** How long the API server may take for an answer. A login may take longer. */
const requestTimeout = "20s";

/**
 * Runs kubectl, which knows every way to log in that a kubeconfig may have.
 *
 * @param args - what kubectl is to do
 * @returns what it wrote to standard output
 * @throws CommandError where it isn't there, or fails
 */
export async function runKubectl(
  args: readonly string[],
  { access, interactive, signal }: KubectlRun,
): Promise<string> {
  const { kubeconfig, context } = access;
  const options = [
    `--request-timeout=${requestTimeout}`,
    ...(kubeconfig === undefined ? [] : [`--kubeconfig=${kubeconfig}`]),
    ...(context === undefined ? [] : [`--context=${context}`]),
  ];
  const child = spawn("kubectl", [...args, ...options], {
    stdio: [interactive ? "inherit" : "ignore", "pipe", "pipe"],
    signal,
  });
  const words = new StderrBuffer(child.stderr, interactive);
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    output += chunk;
  });
  try {
    const [exitCode] = await once(child, "close");
    if (exitCode === 0) {
      return output;
    }
  } catch (error) {
    throw createKubectlError(access, { code: (error as NodeJS.ErrnoException).code });
  } finally {
    words.stop();
  }
  throw createKubectlError(access, { words: words.all });
}

/** How long kubectl has to end after it wrote something, until it counts as waiting for the person. */
const patienceMs = 500;

/**
 * Collects what kubectl writes to standard error. Most of it explains a failure, and is better quoted in a message of
 * ours. But a login method may write there what to do, and wait for it: then the person has to see it.
 */
export class StderrBuffer {
  readonly #shown: boolean;
  #timer: NodeJS.Timeout | undefined;
  #all = "";
  #unshown = "";

  /**
   * @param stream - kubectl's standard error
   * @param shown - whether there is a person to show it to
   */
  constructor(stream: NodeJS.ReadableStream, shown: boolean) {
    this.#shown = shown;
    stream.setEncoding("utf8").on("data", (chunk: string) => this.#take(chunk));
  }

  /** All that was written so far. */
  get all(): string {
    return this.#all;
  }

  /** Shows nothing any more. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #take(chunk: string): void {
    this.#all += chunk;
    this.#unshown += chunk;
    if (this.#shown) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#show(), patienceMs);
    }
  }

  #show(): void {
    process.stderr.write(this.#unshown);
    this.#unshown = "";
  }
}
