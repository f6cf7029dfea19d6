import { spawn } from "node:child_process";
import { once } from "node:events";
import { ResponseTooLargeError, readBody } from "@eks-auth/transport";
import type { KubectlAccess } from "./access.ts";
import { createExecutionError, createKubectlError, KubectlError } from "./kubectl-error.ts";
import { StderrBuffer } from "./stderr-buffer.ts";

/** How to run kubectl. */
export interface KubectlRun {
  readonly access: KubectlAccess;
  /** Whether a login method may prompt the user. */
  readonly interactive: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Its standard input. Then a login method can't read the user's answer. */
  readonly input?: string | undefined;
  /** The longest output that is accepted; 64 KiB by default. */
  readonly maxOutputBytes?: number | undefined;
}

/** How long the API server may take to respond. A login may take longer. */
const requestTimeout = "20s";

/** Much more than a token. */
const defaultOutputBytes = 65_536;

/** The first interactive run of each kubeconfig and context. */
const logins = new Map<string, Promise<void>>();

/**
 * Runs kubectl, which supports every login method of a kubeconfig. The first interactive run can ask the user to log in, so
 * others wait for it: they find a login that is cached, and do not ask again.
 *
 * @param args - the arguments for kubectl, without those for the cluster
 * @returns its standard output
 * @throws KubectlError if it failed or its output is too long
 */
export async function runKubectl(args: readonly string[], run: KubectlRun): Promise<string> {
  const { access, interactive } = run;
  const key = JSON.stringify([access.kubeconfig, access.context]);
  if (!interactive) {
    return execute(args, run);
  }
  const login = logins.get(key);
  if (login !== undefined) {
    await login;
    return execute(args, run);
  }
  const first = execute(args, run);
  const ended = () => {};
  logins.set(key, first.then(ended, ended));
  return first;
}

async function execute(
  args: readonly string[],
  { access, interactive, signal, input, maxOutputBytes = defaultOutputBytes }: KubectlRun,
): Promise<string> {
  const { kubeconfig, context } = access;
  const options = [
    `--request-timeout=${requestTimeout}`,
    ...(kubeconfig === undefined ? [] : [`--kubeconfig=${kubeconfig}`]),
    ...(context === undefined ? [] : [`--context=${context}`]),
  ];
  const child = spawn("kubectl", [...args, ...options], {
    stdio: [input === undefined ? (interactive ? "inherit" : "ignore") : "pipe", "pipe", "pipe"],
    signal,
  });
  // A kubectl that fails early does not read its input; it reports why.
  child.stdin?.on("error", () => {}).end(input);
  // Both streams exist: they are pipes.
  const { stdout, stderr } = child as typeof child & Record<"stdout" | "stderr", NodeJS.ReadableStream>;
  const errors = new StderrBuffer(stderr, { interactive, maxLength: defaultOutputBytes });
  try {
    const [output, [exitCode]] = await Promise.all([
      readBody(stdout as Parameters<typeof readBody>[0], maxOutputBytes),
      once(child, "close"),
    ]);
    if (exitCode === 0) {
      return output.toString();
    }
  } catch (error) {
    if (error instanceof ResponseTooLargeError) {
      child.kill();
      throw new KubectlError(
        "output_too_large",
        `kubectl returned more than ${maxOutputBytes} bytes. Check the kubectl on PATH, and the cluster.`,
      );
    }
    if (signal?.aborted) {
      throw new KubectlError("interrupted", "kubectl was stopped before it responded.");
    }
    throw createExecutionError((error as NodeJS.ErrnoException).code);
  } finally {
    errors.stop();
  }
  throw createKubectlError(access, errors.text);
}
