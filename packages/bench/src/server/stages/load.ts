import { Failure } from "@eks-auth/scripts/failure.ts";
import { sendLoad } from "../../measure/load.ts";
import { orderRound } from "../../measure/rounds.ts";
import type { ServerProcess } from "../../measure/server-process.ts";
import { comparePairs, findQuantile, summarize } from "../../measure/statistics.ts";
import { checkServer } from "../check/check-server.ts";
import { goodRequest } from "../payload.ts";
import type { Plan } from "../plan.ts";
import type { LoadResult } from "../result.ts";
import { startServer } from "../start-server.ts";
import type { Subject } from "../subject.ts";
import { baseline } from "../subjects.ts";

/** What one round showed of a subject. */
interface Round {
  readonly cpu: number;
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/**
 * Measures the subjects in turns, all of their servers up and warm.
 *
 * @param show - is told what happens
 * @throws Failure where a subject gives a wrong answer
 */
export async function measureLoad(
  subjects: readonly Subject[],
  plan: Plan,
  show: (step: string) => void,
): Promise<Map<Subject, LoadResult>> {
  await using stack = new AsyncDisposableStack();
  const servers = new Map<Subject, ServerProcess>();
  const rounds = new Map<Subject, Round[]>();
  for (const subject of subjects) {
    show(`Checking and warming up ${subject.title}`);
    const server = stack.use(await startServer(subject));
    await checkServer(subject.title, server.origin);
    await sendLoad(server.origin, goodRequest, plan.warmUpRequests);
    servers.set(subject, server);
    rounds.set(subject, []);
  }
  for (let round = 0; round < plan.rounds; round++) {
    for (const [subject, server] of orderRound([...servers], round)) {
      show(`Round ${round + 1} of ${plan.rounds}: ${subject.title}`);
      rounds.get(subject)?.push(await measureRound(server, plan.requestsPerRound));
    }
  }
  return summarizeRounds(rounds);
}

async function measureRound(server: ServerProcess, requests: number): Promise<Round> {
  const before = await server.readCpu();
  const figures = await sendLoad(server.origin, goodRequest, requests);
  const after = await server.readCpu();
  return { ...figures, cpu: (after - before) / requests };
}

function summarizeRounds(rounds: ReadonlyMap<Subject, readonly Round[]>): Map<Subject, LoadResult> {
  const baselineCpu = rounds.get(baseline)?.map(({ cpu }) => cpu);
  if (baselineCpu === undefined) {
    throw new Failure(`${baseline.title} must be among the subjects: the others are compared to it.`);
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
