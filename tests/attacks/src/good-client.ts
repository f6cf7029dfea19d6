import { fileURLToPath } from "node:url";
import { StartedProgram } from "@eks-auth/test-kit/started-program";

const program = fileURLToPath(new URL("../programs/send-good-requests.ts", import.meta.url));

/** A request that must be answered with 200, however a server is attacked. */
export interface GoodRequest {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The CA certificates, PEM, if the URL is https. */
  readonly ca?: string | undefined;
  /** How often it is sent; by default 20 times a second. */
  readonly perSecond?: number;
}

/** What a well-behaved client got. */
export interface GoodRequests {
  readonly sent: number;
  /** How many were answered with 200. */
  readonly answered: number;
  /** The other answers: how many, by status code or by the code of the connection's error. */
  readonly others: Readonly<Record<string, number>>;
  /** The longest time to an answer, in milliseconds. */
  readonly worstMs: number;
}

/**
 * A well-behaved client, from 127.0.0.1. It runs in its own process, so that the load that the attacker makes in this
 * one doesn't delay it. It sends its requests one after the other, each on a new connection.
 */
export class GoodClient implements AsyncDisposable {
  readonly #program: StartedProgram;

  /** Starts it. */
  constructor(request: GoodRequest) {
    this.#program = new StartedProgram(process.execPath, [program, JSON.stringify(request)]);
  }

  /** What it got so far. */
  get soFar(): GoodRequests {
    const answers = this.#program.stdout
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line) as { result: string; ms: number });
    const others: Record<string, number> = {};
    for (const { result } of answers.filter((answer) => answer.result !== "200")) {
      others[result] = (others[result] ?? 0) + 1;
    }
    return {
      sent: answers.length,
      answered: answers.filter(({ result }) => result === "200").length,
      others,
      worstMs: Math.max(0, ...answers.map(({ ms }) => ms)),
    };
  }

  /** Waits until it has the answers to this many more requests. */
  async waitForRequests(count: number): Promise<void> {
    const end = this.soFar.sent + count;
    await this.#program.waitUntil(() => this.soFar.sent >= end);
  }

  /** Stops it, and returns what it got. */
  async finish(): Promise<GoodRequests> {
    await this.#program.stop();
    return this.soFar;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#program.stop();
  }
}
