import { CommandError } from "@eks-auth/codegen/terminal";
import { orderRound } from "../../measure/rounds.ts";
import { type Summary, summarize } from "../../measure/statistics.ts";
import { readClock } from "../../measure/trace.ts";
import { makeRequest } from "../load/requests.ts";
import { startAgentProgram } from "../program/start-agent-program.ts";
import { readTrace } from "../program/trace.ts";
import { type Variant, variants } from "../program/variants.ts";
import type { Surroundings } from "../surroundings.ts";

/** How long a start takes, in milliseconds: the whole of it and its parts, one after the other. */
export interface StartTimes<Time> {
  /** From the process's start to the first credentials. */
  readonly total: Time;
  /** Node.js itself, until it begins with the program. */
  readonly node: Time;
  /** The import of the program, until it begins to listen. */
  readonly imports: Time;
  /** Until it listens and the first request is there. */
  readonly listening: Time;
  /** Reading the token, and making and signing the first request to the upstream. */
  readonly signature: Time;
  /** From that until its answer begins. */
  readonly network: Time;
  /** Reading the answer, and answering. */
  readonly answer: Time;
  /** CPU time of the whole process, its end included: steadier than time on a busy machine. */
  readonly cpu: Time;
}

/** How long a way to start takes. */
export interface StartResult {
  readonly variant: Variant;
  /** Whether requests to the upstream are signed, with credentials from the environment. */
  readonly isSigned: boolean;
  readonly times: StartTimes<Summary>;
}

/**
 * Measures the start of agents, in turns: each variant signing and not.
 *
 * @param starts - how often, for each
 * @throws CommandError where the answer isn't a good one
 */
export async function measureStart(surroundings: Surroundings, starts: number): Promise<StartResult[]> {
  const ways = variants.flatMap((variant) =>
    [true, false].map((isSigned) => ({ variant, isSigned, series: [] as StartTimes<number>[] })),
  );
  for (const { variant, isSigned } of ways) {
    // Not counted: it has the files in the system's cache.
    await startOnce(variant, isSigned, surroundings);
  }
  for (let round = 0; round < starts; round++) {
    for (const { variant, isSigned, series } of orderRound(ways, round)) {
      series.push(await startOnce(variant, isSigned, surroundings));
    }
  }
  return ways.map(({ variant, isSigned, series }) => ({ variant, isSigned, times: summarizeTimes(series) }));
}

async function startOnce(
  variant: Variant,
  isSigned: boolean,
  { endpoint, tokens: [token = ""] }: Surroundings,
): Promise<StartTimes<number>> {
  const begun = readClock();
  const program = await startAgentProgram(variant, endpoint, isSigned);
  const { path, method, headers } = makeRequest(token);
  const response = await fetch(program.origin + path, { method, headers });
  const text = await response.text();
  const answered = readClock();
  await program[Symbol.asyncDispose]();
  if (response.status !== 200) {
    throw new CommandError(`${variant.title} answered ${response.status}: ${text}`);
  }
  const { started, imported, asked, sent, received, cpu } = readTrace(program.trace());
  return {
    total: answered - begun,
    node: started - begun,
    imports: imported - started,
    listening: asked - imported,
    signature: sent - asked,
    network: received - sent,
    answer: answered - received,
    cpu: cpu / 1000,
  };
}

function summarizeTimes(times: readonly StartTimes<number>[]): StartTimes<Summary> {
  const summarizePart = (part: keyof StartTimes<number>): Summary =>
    summarize(times.map((each) => each[part]));
  return {
    total: summarizePart("total"),
    node: summarizePart("node"),
    imports: summarizePart("imports"),
    listening: summarizePart("listening"),
    signature: summarizePart("signature"),
    network: summarizePart("network"),
    answer: summarizePart("answer"),
    cpu: summarizePart("cpu"),
  };
}
