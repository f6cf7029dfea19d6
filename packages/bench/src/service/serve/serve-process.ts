import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { Failure } from "@eks-auth/scripts/failure.ts";
import { readResidentSet } from "../../measure/resident-set.ts";

const program = join(dirname(findPackageJSON("@eks-auth/cli", import.meta.url) ?? ""), "bin/eks-auth.js");

/** `eks-auth serve`, built, as a process of its own. */
export class ServeProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  /** Where it listens, `http://127.0.0.1:8480`. */
  readonly origin: string;
  /** What the process wrote into file descriptor 3, up to now. */
  readonly trace: () => string;

  private constructor(child: ChildProcess, origin: string, trace: () => string) {
    this.#child = child;
    this.origin = origin;
    this.trace = trace;
  }

  /**
   * Starts it, and waits until it listens.
   *
   * @param execArgv - options of Node.js
   * @throws Failure where it ends instead
   */
  static async start(configFile: string, execArgv: readonly string[] = []): Promise<ServeProcess> {
    const args = ["serve", "--config", configFile, "--log-level", "error"];
    const child = spawn(process.execPath, [...execArgv, program, ...args], {
      env: {
        ...process.env,
        NODE_ENV: "production",
        // Our own, which the AWS SDK would look for far and wide; nobody checks them here.
        AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
        AWS_SECRET_ACCESS_KEY: "unused",
      },
      // Standard output is the report's.
      stdio: ["ignore", "pipe", 2, "pipe"],
    });
    const trace = collect(child.stdio[3] as Readable);
    return new ServeProcess(child, await readOrigin(child), trace);
  }

  /** The memory of the whole process, in bytes. */
  readResidentSet(): Promise<number> {
    return readResidentSet(this.#child.pid ?? 0);
  }

  /** Ends it as an operator does, and waits for the end. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const closed = once(this.#child, "close");
      this.#child.kill();
      await closed;
    }
  }
}

/** Waits for the first line, which says where it listens. */
function readOrigin(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    child.stdout?.on("data", (chunk) => {
      output += chunk;
      const origin = /listening on \S*(http:\/\/[\w.]+:\d+)/.exec(output)?.[1];
      if (origin !== undefined) {
        resolve(origin);
      }
    });
    child.once("exit", (code, signal) =>
      reject(new Failure(`eks-auth serve ended (${signal ?? `exit code ${code}`}). Its error is above.`)),
    );
  });
}

function collect(stream: Readable): () => string {
  let text = "";
  stream.on("data", (chunk) => {
    text += chunk;
  });
  return () => text;
}
