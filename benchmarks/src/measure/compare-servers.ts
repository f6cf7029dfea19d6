import { type ClientView, type LoadRequest, sendLoad } from "./load.ts";
import { measureInTurns } from "./rounds.ts";
import type { ServerProcess } from "./server-process.ts";
import { compareRounds, findQuantile, type Summary, summarize } from "./statistics.ts";

/** A server under test. */
export interface Server {
  /** The name in `--json`. */
  readonly name: string;
  /** The name in tables and messages. */
  readonly title: string;
}

/** A server with its performance under load. */
export interface ServerLoad<Item extends Server = Server> {
  readonly server: Item;
  readonly load: LoadResult;
}

/** The performance of a server under load, over all rounds. */
export interface LoadResult {
  /** The server's CPU time per request, as a multiple of the baseline's in the same round. */
  readonly cpuRatio: Summary;
  /** The server's CPU time per request. */
  readonly cpuMicroseconds: Summary;
  readonly requestsPerSecond: Summary;
  /** Latency: the median of the rounds. */
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
}

/** How much load to send. */
export interface LoadPlan {
  /** Requests to each server before the first round, so that V8 has compiled its code. */
  readonly warmUpRequests: number;
  readonly rounds: number;
  /** Requests to each server per round. */
  readonly requestsPerRound: number;
}

/** What to compare. */
interface Comparison<Item extends Server> {
  readonly servers: readonly Item[];
  /** One of the servers: the others' CPU time is divided by its. */
  readonly baseline: Item;
  /** The requests that are sent to a server in turn. */
  readonly requests: (server: Item) => readonly LoadRequest[];
  readonly start: (server: Item) => Promise<ServerProcess>;
  /** Throws a CommandError if the server responds wrongly. */
  readonly check: (server: Item, origin: string) => Promise<void>;
}

interface Round extends ClientView {
  readonly cpu: number;
}

/**
 * Compares the performance of servers under load, in rounds. All servers run at the same time; one is under load.
 *
 * @throws {CommandError} if a server responds wrongly
 */
export async function compareServers<Item extends Server>(
  { servers, baseline, requests, start, check }: Comparison<Item>,
  plan: LoadPlan,
  onProgress: (step: string) => void,
): Promise<ServerLoad<Item>[]> {
  await using resources = new AsyncDisposableStack();
  const processes = new Map<Item, ServerProcess>();
  for (const server of servers) {
    onProgress(`Checking and warming up ${server.title}`);
    const process = resources.use(await start(server));
    await check(server, process.origin);
    await sendLoad(process.origin, requests(server), plan.warmUpRequests);
    processes.set(server, process);
  }
  const rounds = await measureInTurns([...processes], plan.rounds, ([server, process], round) => {
    onProgress(`Round ${round + 1} of ${plan.rounds}: ${server.title}`);
    return measureRound(process, requests(server), plan.requestsPerRound);
  });
  return summarizeRounds(
    [...rounds].map(([[server], samples]) => [server, samples]),
    baseline,
  );
}

async function measureRound(
  server: ServerProcess,
  requests: readonly LoadRequest[],
  count: number,
): Promise<Round> {
  const before = await server.readCpu();
  const view = await sendLoad(server.origin, requests, count);
  const after = await server.readCpu();
  return { ...view, cpu: (after - before) / count };
}

function summarizeRounds<Item extends Server>(
  series: readonly (readonly [server: Item, rounds: readonly Round[]])[],
  baseline: Item,
): ServerLoad<Item>[] {
  const baselineCpu = series.find(([server]) => server === baseline)?.[1].map(({ cpu }) => cpu);
  if (baselineCpu === undefined) {
    throw new Error(`The baseline "${baseline.title}" is not one of the compared servers.`);
  }
  return series.map(([server, rounds]) => {
    const list = (part: keyof Round): number[] => rounds.map((round) => round[part]);
    const load: LoadResult = {
      cpuRatio: compareRounds(list("cpu"), baselineCpu),
      cpuMicroseconds: summarize(list("cpu")),
      requestsPerSecond: summarize(list("requestsPerSecond")),
      p50Milliseconds: findQuantile(list("p50"), 0.5),
      p99Milliseconds: findQuantile(list("p99"), 0.5),
    };
    return { server, load };
  });
}
