import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("./writer.ts", import.meta.url));

/** A process that adds associations to a file. */
export interface Writer {
  readonly child: ChildProcess;
  /** The namespaces whose associations it was told are in the file. */
  readonly acknowledged: readonly string[];
  /** Waits for its end; gives what it said on standard error. */
  end(): Promise<string>;
}

/** How to start a writer. */
export interface WriterOptions {
  readonly path: string;
  readonly prefix: string;
  readonly count: number;
  /** Shell commands to run before it, in its process. */
  readonly before?: string;
  readonly environment?: Record<string, string>;
}

export function startWriter({ path, prefix, count, before = "true", environment }: WriterOptions): Writer {
  const child = spawn(
    "bash",
    ["-c", `${before} && exec "$@"`, "bash", process.execPath, script, path, prefix, String(count)],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...environment },
    },
  );
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const closed = once(child, "close");
  return {
    child,
    get acknowledged() {
      return output.split("\n").slice(0, -1);
    },
    async end() {
      await closed;
      return errors;
    },
  };
}
