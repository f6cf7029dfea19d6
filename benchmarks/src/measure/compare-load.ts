import { type LoadRequest, sendLoad } from "./load.ts";
import { orderRound } from "./rounds.ts";
import type { ServerProcess } from "./server-process.ts";
import { comparePairs, findQuantile, type Summary, summarize } from "./statistics.ts";

/** What the rounds showed of a server. */
export interface LoadResult {
  /** CPU time of the server a request, in microseconds. */
  readonly cpu: Summary;
  /** The same as a multiple of the baseline's in the same round. */
  readonly cpuRatio: Summary;
  readonly requestsPerSecond: Summary;
  /** Latencies in milliseconds: the medians of the rounds. */
  readonly p50: number;
  readonly p99: number;
}

/** How much load there is. */
export interface LoadPlan {
  /** Requests to each server before anything is measured: V8 has compiled by then. */
  readonly warmUpRequests: number;
  readonly rounds: number;
  /** Requests to each server in a round. */
  readonly requestsPerRound: number;
}

/** One of the servers that are compared. */
interface Contestant {
  /** What is shown of it. */
  readonly title: string;
}

/** What is compared, and how. */
export interface LoadComparison<Subject extends Contestant> {
  readonly subjects: readonly Subject[];
  /** The one among them that the others' CPU time is divided by. */
  readonly baseline: Subject;
  /** Sent in turn, to all of them the same. */
  readonly requests: readonly LoadRequest[];
  readonly start: (subject: Subject) => Promise<ServerProcess>;
  /** Throws a Failure where a server doesn't answer as the others do. */
  readonly check: (subject: Subject, origin: string) => Promise<void>;
}

/** What one round showed of a server. */
interface Round {
  readonly cpu: number;
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/**
 * Measures servers in turns, all of them up and warm.
 *
 * @param show - is told what happens
 * @throws CommandError where a server gives a wrong answer
 */
export async function compareLoad<Subject extends Contestant>(
  { subjects, baseline, requests, start, check }: LoadComparison<Subject>,
  plan: LoadPlan,
  show: (step: string) => void,
): Promise<Map<Subject, LoadResult>> {
  await using stack = new AsyncDisposableStack();
  const servers = new Map<Subject, ServerProcess>();
  const rounds = new Map<Subject, Round[]>();
  for (const subject of subjects) {
    show(`Checking and warming up ${subject.title}`);
    const server = stack.use(await start(subject));
    await check(subject, server.origin);
    await sendLoad(server.origin, requests, plan.warmUpRequests);
    servers.set(subject, server);
    rounds.set(subject, []);
  }
  for (let round = 0; round < plan.rounds; round++) {
    for (const [subject, server] of orderRound([...servers], round)) {
      show(`Round ${round + 1} of ${plan.rounds}: ${subject.title}`);
      rounds.get(subject)?.push(await measureRound(server, requests, plan.requestsPerRound));
    }
  }
  return summarizeRounds(rounds, baseline);
}

async function measureRound(
  server: ServerProcess,
  requests: readonly LoadRequest[],
  count: number,
): Promise<Round> {
  const before = await server.readCpu();
  const figures = await sendLoad(server.origin, requests, count);
  const after = await server.readCpu();
  return { ...figures, cpu: (after - before) / count };
}

function summarizeRounds<Subject extends Contestant>(
  rounds: ReadonlyMap<Subject, readonly Round[]>,
  baseline: Subject,
): Map<Subject, LoadResult> {
  const baselineCpu = rounds.get(baseline)?.map(({ cpu }) => cpu);
  if (baselineCpu === undefined) {
    throw new Error(`${baseline.title} must be among the subjects: the others are compared to it.`);
  }
  return new Map(
    [...rounds].map(([subject, figures]) => {
      const cpu = figures.map((round) => round.cpu);
      const result: LoadResult = {
        cpu: summarize(cpu),
        cpuRatio: comparePairs(cpu, baselineCpu),
        requestsPerSecond: summarize(figures.map((round) => round.requestsPerSecond)),
        p50: findQuantile(
          figures.map((round) => round.p50),
          0.5,
        ),
        p99: findQuantile(
          figures.map((round) => round.p99),
          0.5,
        ),
      };
      return [subject, result];
    }),
  );
}
