import { spawn } from "node:child_process";
import { once } from "node:events";
import { ResponseTooLargeError, readBody } from "@eks-auth/transport";
import { CommandError } from "../core/command-error.ts";
import { createKubectlError } from "./kubectl-error.ts";
import type { ClusterAccess } from "./options.ts";

/** How to run kubectl. */
export interface KubectlRun {
  readonly access: ClusterAccess;
  /** Whether a login method may prompt the user. */
  readonly interactive: boolean;
  readonly signal: AbortSignal;
}

/** How long the API server may take to respond. A login may take longer. */
const requestTimeout = "20s";

/** Much more than a token. */
const maxOutputBytes = 65_536;

/**
 * Runs kubectl, which supports every login method of a kubeconfig.
 *
 * @param args - the arguments for kubectl, without those for the cluster
 * @returns its standard output
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
  const stderr = new StderrBuffer(child.stderr, interactive);
  try {
    const [output, [exitCode]] = await Promise.all([
      readBody(child.stdout, maxOutputBytes),
      once(child, "close"),
    ]);
    if (exitCode === 0) {
      return output.toString();
    }
  } catch (error) {
    if (error instanceof ResponseTooLargeError) {
      child.kill();
      throw new CommandError(
        "kubectl_failed",
        `kubectl returned more than ${maxOutputBytes} bytes instead of a token. Check the kubectl on PATH, and the cluster.`,
      );
    }
    throw createKubectlError(access, { code: (error as NodeJS.ErrnoException).code });
  } finally {
    stderr.stop();
  }
  throw createKubectlError(access, { stderr: stderr.text });
}

/** How long kubectl must be silent after it wrote something until it counts as waiting for the user. */
const promptDelayMs = 500;

/**
 * Collects kubectl's standard error. Usually it explains a failure and is quoted in an error message. But a login
 * method may print instructions and wait: then they are shown to the user.
 */
class StderrBuffer {
  readonly #interactive: boolean;
  #timer: NodeJS.Timeout | undefined;
  #text = "";
  #unshown = "";

  /** @param interactive - whether there is a user to show it to */
  constructor(stream: NodeJS.ReadableStream, interactive: boolean) {
    this.#interactive = interactive;
    stream.setEncoding("utf8").on("data", (chunk: string) => this.#append(chunk));
  }

  get text(): string {
    return this.#text;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #append(chunk: string): void {
    this.#text = (this.#text + chunk).slice(-maxOutputBytes);
    this.#unshown = (this.#unshown + chunk).slice(-maxOutputBytes);
    if (this.#interactive) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#show(), promptDelayMs);
    }
  }

  #show(): void {
    process.stderr.write(this.#unshown);
    this.#unshown = "";
  }
}
