import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { CommandError } from "@eks-auth/codegen/terminal";
import type { MemoryUsage, UsageMessage, UsageRequest } from "../../programs/report-usage.ts";

/** A server in a separate process, which reports its CPU time and memory over IPC (`programs/report-usage.ts`). */
export class ServerProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #name: string;
  readonly origin: string;

  private constructor(child: ChildProcess, name: string, port: number) {
    this.#child = child;
    this.#name = name;
    this.origin = `http://127.0.0.1:${port}`;
  }

  /**
   * Starts a server and waits until it listens.
   *
   * @param name - for messages
   * @param program - the absolute path of the program
   * @throws {CommandError} if the process ends
   */
  static async start(name: string, program: string, args: readonly string[]): Promise<ServerProcess> {
    const child = fork(program, args, {
      execArgv: ["--expose-gc"],
      env: { ...process.env, NODE_ENV: "production" },
      // Standard output is for the report.
      stdio: ["ignore", 2, 2, "ipc"],
    });
    const { port } = await receive(child, name, "listening");
    return new ServerProcess(child, name, port);
  }

  /** Reads the CPU time, user and system, since the process started, in microseconds. */
  async readCpu(): Promise<number> {
    const { microseconds } = await this.#request("cpu");
    return microseconds;
  }

  /** Collects garbage, then reads the memory. */
  readMemory(): Promise<MemoryUsage> {
    return this.#request("memory");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill();
      await once(this.#child, "exit");
    }
  }

  #request<Kind extends UsageRequest>(kind: Kind): Promise<Extract<UsageMessage, { kind: Kind }>> {
    this.#child.send(kind);
    return receive(this.#child, this.#name, kind);
  }
}

/** Receives the next message. One request is open at a time, so it is the response to it. */
function receive<Kind extends UsageMessage["kind"]>(
  child: ChildProcess,
  name: string,
  kind: Kind,
): Promise<Extract<UsageMessage, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    function onMessage(message: unknown): void {
      child.off("exit", onExit);
      const received = message as UsageMessage;
      if (received.kind === kind) {
        resolve(received as Extract<UsageMessage, { kind: Kind }>);
      } else {
        reject(new Error(`Expected the message "${kind}" from ${name}, got "${received.kind}".`));
      }
    }
    function onExit(code: number | null, signal: string | null): void {
      child.off("message", onMessage);
      reject(
        new CommandError(
          `The server ${name} ended (${signal ?? `exit code ${code}`}). Its error is printed above.`,
        ),
      );
    }
    child.once("message", onMessage);
    child.once("exit", onExit);
  });
}
