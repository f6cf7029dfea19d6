import { measureStarts, timeStartup } from "../measure/startup.ts";
import type { Summary } from "../measure/statistics.ts";
import { type AgentProgram, agentPrograms, parseAgentTrace, startAgentProgram } from "./agent-program.ts";
import { type AgentEnvironment, createPodRequest } from "./environment.ts";

/** A start in milliseconds: the total, its parts in their order, and the CPU time. */
export interface AgentStartTimes<Time> {
  /** From the start of the process to the first credentials. */
  readonly total: Time;
  /** Node.js, until it starts the program. */
  readonly node: Time;
  /** The imports, until the agent begins to listen. */
  readonly imports: Time;
  /** Until the first request has arrived. */
  readonly listening: Time;
  /** Checking the token, and creating and signing the request to the upstream. */
  readonly signature: Time;
  /** Until the upstream's response has arrived. */
  readonly network: Time;
  /** Reading the upstream's response, and responding to the pod. */
  readonly answer: Time;
  /** CPU time of the process until it ended. It is steadier than the time on a busy machine. */
  readonly cpu: Time;
}

/** How long the start of an agent takes. */
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
): Promise<Record<keyof AgentStartTimes<number>, number>> {
  const { spawned, responded, trace } = await timeStartup(
    () => startAgentProgram(program, endpoint, isSigned),
    createPodRequest(token),
  );
  const { started, imported, requested, sent, received, cpu } = parseAgentTrace(trace);
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
