import { fileURLToPath } from "node:url";
import type { StartedProgram } from "@eks-auth/test-kit/started-program";
import type { ClusterNode } from "../node/node.ts";
import type { LoadSite } from "./load-site.ts";

const program = fileURLToPath(new URL("./programs/send-load.ts", import.meta.url));

/**
 * Who asks for credentials: `sdk` is the AWS SDK, which asks the agent and tries again; `agent` is one request to the agent;
 * `service` is one request to the Service, with an agent's token and on a new connection.
 */
export type LoadClient = "sdk" | "agent" | "service";

/** A load of requests that must all be answered with credentials: each is of a new pod. */
export interface LoadOptions {
  readonly agentUrl: string;
  /** Of the Service, with the port. */
  readonly address: string;
  readonly site: LoadSite;
  /** How many requests each client sends in a second, however long answers take. */
  readonly perSecond: number;
}

/** Outcomes of the service, the agent and the client after a time limit, and while many requests wait. */
const timeLimits = /^503 .*(took too long|TimeoutError)|^429 .*too_many_calls|^(TimeoutError|ABORT_ERR)/;

/** The result of a request. */
export interface LoadResult {
  readonly client: LoadClient;
  /** In milliseconds since 1970. */
  readonly startedAt: number;
  readonly ms: number;
  /** `200`, or what went wrong. */
  readonly outcome: string;
  /** All requests that started until then have a result. In milliseconds since 1970. */
  readonly completeUntil: number;
}

/** What a client got in a period. */
export interface LoadSummary {
  readonly good: number;
  /** How many requests failed, by what went wrong, except at a time limit. */
  readonly failed: Readonly<Record<string, number>>;
  /** How many requests ran into a time limit: on a busy machine some do, without any fault. */
  readonly late: number;
  /** From the start of the first to that of the last failed request, in seconds. */
  readonly failedForS: number;
  readonly slowestMs: number;
}

/** A steady load on a node. It ends with the node. */
export class SteadyLoad {
  readonly #program: StartedProgram;
  readonly #results: LoadResult[] = [];
  /** How much of the program's output is in the results. */
  #readLength = 0;

  constructor(node: ClusterNode, options: LoadOptions) {
    this.#program = node.start(process.execPath, [program, JSON.stringify(options)]);
  }

  /** Runs something, and returns what each client got for requests that started in that time. */
  async during(action: () => Promise<void>): Promise<Readonly<Record<LoadClient, LoadSummary>>> {
    const startedAt = Date.now();
    await action();
    const endedAt = Date.now();
    await this.#program.waitUntil(() => (this.#read().at(-1)?.completeUntil ?? 0) > endedAt);
    const results = this.#results.filter(
      (result) => result.startedAt >= startedAt && result.startedAt <= endedAt,
    );
    return {
      sdk: summarize(results, "sdk"),
      agent: summarize(results, "agent"),
      service: summarize(results, "service"),
    };
  }

  /**
   * Waits until every client gets credentials.
   *
   * @throws {Error} with the last result if one does not within a minute
   */
  async waitUntilGood(): Promise<void> {
    const now = Date.now();
    const isGood = (client: LoadClient) =>
      this.#read().some(
        (result) => result.client === client && result.startedAt > now && result.outcome === "200",
      );
    await this.#program.waitUntil(() => {
      if (Date.now() > now + 60_000) {
        throw new Error(`No credentials: ${JSON.stringify(this.#results.at(-1))}`);
      }
      return isGood("sdk") && isGood("agent") && isGood("service");
    });
  }

  /** Ends it. */
  stop(): Promise<void> {
    return this.#program.stop();
  }

  #read(): readonly LoadResult[] {
    const { stdout } = this.#program;
    const end = stdout.lastIndexOf("\n") + 1;
    const lines = stdout.slice(this.#readLength, end).split("\n").slice(0, -1);
    this.#results.push(...lines.map((line) => JSON.parse(line)));
    this.#readLength = end;
    return this.#results;
  }
}

function summarize(results: readonly LoadResult[], client: LoadClient): LoadSummary {
  const own = results.filter((result) => result.client === client);
  const bad = own.filter(({ outcome }) => outcome !== "200");
  const late = bad.filter(({ outcome }) => timeLimits.test(outcome));
  const failed: Record<string, number> = {};
  for (const { outcome } of bad.filter((result) => !late.includes(result))) {
    failed[outcome] = (failed[outcome] ?? 0) + 1;
  }
  const starts = bad.map(({ startedAt }) => startedAt);
  return {
    good: own.length - bad.length,
    failed,
    late: late.length,
    failedForS: bad.length === 0 ? 0 : (Math.max(...starts) - Math.min(...starts)) / 1_000,
    slowestMs: Math.max(0, ...own.map(({ ms }) => ms)),
  };
}
