import { spawn } from "node:child_process";
import { once } from "node:events";
import type { ClusterAccess } from "./cluster-access.ts";
import { describeKubectlFailure } from "./describe-kubectl-failure.ts";
import { SpokenWords } from "./spoken-words.ts";

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
 * @throws CommandFailure where it isn't there, or fails
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
  const words = new SpokenWords(child.stderr, interactive);
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
    throw describeKubectlFailure(access, { code: (error as NodeJS.ErrnoException).code });
  } finally {
    words.stop();
  }
  throw describeKubectlFailure(access, { words: words.all });
}
