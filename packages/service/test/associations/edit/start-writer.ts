import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A process that adds associations to a file. */
export interface Writer {
  readonly child: ChildProcess;
  /** The lines that the process has printed: the namespaces of the associations that `addAssociation` has acknowledged. */
  readonly acknowledged: readonly string[];
  /** Waits for the end of the process, and returns its standard error. */
  end(): Promise<string>;
}

/** Options of {@link startWriter}. */
export interface WriterOptions {
  readonly path: string;
  readonly prefix: string;
  readonly count: number;
  /** Shell commands to run first, in the same process. */
  readonly before?: string;
  readonly environment?: Record<string, string>;
  /** The program, next to this module; by default `writer.ts`. */
  readonly program?: string;
}

/** Starts a process that adds associations to a file. */
export function startWriter({
  path,
  prefix,
  count,
  before = "true",
  environment,
  program = "writer.ts",
}: WriterOptions): Writer {
  const script = fileURLToPath(new URL(program, import.meta.url));
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
