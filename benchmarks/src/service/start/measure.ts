import { CommandError } from "@eks-auth/codegen/terminal";
import { orderRound } from "../../measure/rounds.ts";
import { type Summary, summarize } from "../../measure/statistics.ts";
import { readClock } from "../../measure/trace.ts";
import { listPods } from "../load/pods.ts";
import { makeRequest } from "../load/requests.ts";
import { type CredentialSource, credentialSources } from "../serve/credentials.ts";
import { nameCluster, writeServeFolder } from "../serve/serve-folder.ts";
import { startServe } from "../serve/start-serve.ts";
import type { Surroundings } from "../surroundings.ts";
import { readTrace, traceStart } from "./trace.ts";

/** How long a start takes, in milliseconds: the whole of it and its parts, one after the other. */
export interface StartTimes<Time> {
  /** From the process's start to the first answer. */
  readonly total: Time;
  /** Node.js itself, until it begins with the program. */
  readonly node: Time;
  /** The import of the program. */
  readonly imports: Time;
  /** Reading the configuration and the associations, until it listens. */
  readonly listening: Time;
  /** The first request: its connection, the issuer's keys, the credentials. */
  readonly answer: Time;
  /** CPU time of the whole process, its end included: steadier than time on a busy machine. */
  readonly cpu: Time;
}

/** How long the start takes, by where credentials come from. */
export type StartResult = Readonly<Record<CredentialSource, StartTimes<Summary>>>;

/**
 * Measures the start of `eks-auth serve` with one cluster, in turns for each source of credentials.
 *
 * @param starts - how often, for each
 * @throws CommandError where the answer isn't a good one
 */
export async function measureStart(
  { issuer, stsEndpoint }: Surroundings,
  starts: number,
): Promise<StartResult> {
  await using stack = new AsyncDisposableStack();
  const [pod] = listPods(1);
  const token = pod === undefined ? "" : await issuer.mintToken(pod);
  const contents = { issuer: issuer.issuer, stsEndpoint, clusters: 1, associations: 10 };
  const series = new Map<CredentialSource, { configFile: string; times: StartTimes<number>[] }>();
  for (const credentials of credentialSources) {
    const { configFile } = stack.use(await writeServeFolder({ ...contents, credentials }));
    // Not counted: it makes the embedded issuer's key, and has the files in the system's cache.
    await startOnce(configFile, token);
    series.set(credentials, { configFile, times: [] });
  }
  for (let round = 0; round < starts; round++) {
    for (const { configFile, times } of orderRound([...series.values()], round)) {
      times.push(await startOnce(configFile, token));
    }
  }
  const summarizeSource = (source: CredentialSource): StartTimes<Summary> =>
    summarizeTimes(series.get(source)?.times ?? []);
  return { embedded: summarizeSource("embedded"), sts: summarizeSource("sts") };
}

async function startOnce(configFile: string, token: string): Promise<StartTimes<number>> {
  const begun = readClock();
  const server = await startServe(configFile, traceStart(configFile));
  const listens = readClock();
  const { path, method, headers, body } = makeRequest(nameCluster(0), token);
  const response = await fetch(server.origin + path, { method, headers, body });
  const text = await response.text();
  const answered = readClock();
  await server[Symbol.asyncDispose]();
  if (response.status !== 200) {
    throw new CommandError(`eks-auth serve answered ${response.status}: ${text}. Its log is above.`);
  }
  const { started, imported, cpu } = readTrace(server.trace());
  return {
    total: answered - begun,
    node: started - begun,
    imports: imported - started,
    listening: listens - imported,
    answer: answered - listens,
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
    answer: summarizePart("answer"),
    cpu: summarizePart("cpu"),
  };
}
