import { measureStarts, parseTrace, timeStartup } from "../measure/startup.ts";
import type { Summary } from "../measure/statistics.ts";
import { type AgentProgram, agentPrograms, startAgentProgram, traceNames } from "./agent-program.ts";
import { type AgentEnvironment, createPodRequest } from "./environment.ts";

/** The total of a start, its parts in their order, and the CPU time of the process until it ended. */
type AgentStartTimes<Time> = Readonly<
  Record<"total" | "node" | "imports" | "listening" | "signature" | "network" | "answer" | "cpu", Time>
>;

/** How long the start of an agent takes, in milliseconds. */
export interface AgentStart {
  readonly program: AgentProgram;
  /** Whether requests to the upstream are signed, with credentials from the environment. */
  readonly isSigned: boolean;
  readonly times: AgentStartTimes<Summary>;
}

/**
 * Measures the start of each agent, with and without signatures.
 *
 * @param starts - how many starts of each
 * @throws {CommandError} if the first request fails
 */
export async function measureAgentStart(
  environment: AgentEnvironment,
  starts: number,
): Promise<AgentStart[]> {
  const variants = agentPrograms.flatMap((program) =>
    [true, false].map((isSigned) => ({ program, isSigned })),
  );
  const times = await measureStarts(variants, starts, ({ program, isSigned }) =>
    startOnce(program, isSigned, environment),
  );
  return [...times].map(([variant, summary]) => ({ ...variant, times: summary }));
}

async function startOnce(
  program: AgentProgram,
  isSigned: boolean,
  { endpoint, tokens: [token = ""] }: AgentEnvironment,
): Promise<AgentStartTimes<number>> {
  const { spawned, responded, trace } = await timeStartup(
    () => startAgentProgram(program, endpoint, isSigned),
    createPodRequest(token),
  );
  const { started, imported, requested, sent, received, cpu } = parseTrace(trace, traceNames);
  return {
    total: responded - spawned,
    node: started - spawned,
    imports: imported - started,
    listening: requested - imported,
    signature: sent - requested,
    network: received - sent,
    answer: responded - received,
    cpu: cpu / 1000,
  };
}
