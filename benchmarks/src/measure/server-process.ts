import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { CommandError } from "@eks-auth/codegen/terminal";
import type { MemoryFigures, ServerMessage, ServerQuestion } from "./server-messages.ts";

/** A server in a process of its own, so that its CPU time and memory are its own too. */
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
   * Starts a program that serves and speaks the messages of `server-messages.ts`.
   *
   * @param name - what messages call it
   * @param program - its file, and its arguments
   * @throws CommandError where it ends instead
   */
  static async start(name: string, program: string, args: readonly string[]): Promise<ServerProcess> {
    const child = fork(program, args, {
      execArgv: ["--expose-gc"],
      env: { ...process.env, NODE_ENV: "production" },
      // Standard output is the report's.
      stdio: ["ignore", 2, 2, "ipc"],
    });
    const { port } = await receive(child, name, "listening");
    return new ServerProcess(child, name, port);
  }

  /** The CPU time that the process has used since it started, user and system, in microseconds. */
  async readCpu(): Promise<number> {
    const { microseconds } = await this.#ask("cpu");
    return microseconds;
  }

  /** Collects garbage, then reads the memory that is left. */
  readMemory(): Promise<MemoryFigures> {
    return this.#ask("memory");
  }

  #ask<Kind extends ServerQuestion>(question: Kind): Promise<Extract<ServerMessage, { kind: Kind }>> {
    this.#child.send(question);
    return receive(this.#child, this.#name, question);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill();
      await once(this.#child, "exit");
    }
  }
}

/** Waits for a message of a kind. One question is open at a time, so the next message is the answer. */
function receive<Kind extends ServerMessage["kind"]>(
  child: ChildProcess,
  name: string,
  kind: Kind,
): Promise<Extract<ServerMessage, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    function onMessage(message: unknown): void {
      child.off("exit", onExit);
      const received = message as ServerMessage;
      if (received.kind === kind) {
        resolve(received as Extract<ServerMessage, { kind: Kind }>);
      } else {
        reject(new Error(`Expected the message ${kind} of ${name}, got ${received.kind}`));
      }
    }
    function onExit(code: number | null, signal: string | null): void {
      child.off("message", onMessage);
      reject(
        new CommandError(
          `The server of ${name} ended (${signal ?? `exit code ${code}`}). Its error is above.`,
        ),
      );
    }
    child.once("message", onMessage);
    child.once("exit", onExit);
  });
}
