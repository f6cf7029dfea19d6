import { CommandError } from "@eks-auth/codegen/terminal";
import {
  type CostSummary,
  measureProcess,
  type ProcessCost,
  summarizeCosts,
} from "../measure/process-cost.ts";
import { locateProgram } from "../measure/program-process.ts";
import { measureInTurns } from "../measure/rounds.ts";
import { compareRounds, type Summary, summarize } from "../measure/statistics.ts";
import { type ApiClient, apiClients, officialClient } from "./clients.ts";

/** How much to measure. */
export interface ClientCostPlan {
  /** Processes of each client that import it, and that make one call. */
  readonly processes: number;
  /** Processes of each client that make many calls. */
  readonly callProcesses: number;
  readonly warmUpCalls: number;
  readonly calls: number;
}

/** What a client costs. */
export interface ClientCost {
  readonly client: ApiClient;
  /** A process that imports it, compared with `node -e 0`. */
  readonly import: CostSummary;
  /** A process that makes one call, compared with the official client. */
  readonly firstCall: CostSummary;
  /** The CPU time of one of many calls, compared with the official client. */
  readonly call: { readonly cpuMicroseconds: Summary; readonly cpuRatio: Summary };
}

/** What all clients cost, and an empty program. */
export interface ClientCosts {
  readonly node: CostSummary;
  readonly clients: readonly ClientCost[];
}

const empty = { title: "node -e 0" } as const;
const call = locateProgram("client/call.js");

/** Returns the arguments of Node.js for a program that only imports a client. */
function importArgs({ package: name, program }: ApiClient): string[] {
  return ["--input-type=module", "--eval", `import ${JSON.stringify(name ?? program)};`];
}

/**
 * Measures what the clients cost, in turns.
 *
 * @param endpoint - the API's URL
 * @throws {CommandError} if a call fails
 */
export async function measureClientCosts(
  endpoint: string,
  { processes, callProcesses, warmUpCalls, calls }: ClientCostPlan,
): Promise<ClientCosts> {
  const imports = await measureInTurns<ApiClient | typeof empty, ProcessCost>(
    [empty, ...apiClients],
    processes,
    (item) => measureProcess(item === empty ? ["--eval", "0"] : importArgs(item as ApiClient)),
  );
  const firstCalls = await measureInTurns(apiClients, processes, ({ program }) =>
    measureProcess([call, program, endpoint]),
  );
  const callTimes = await measureInTurns(apiClients, callProcesses, ({ program }) =>
    measureCall(program, endpoint, warmUpCalls, calls),
  );
  const nodeCosts = samplesOf(imports, empty);
  return {
    node: summarizeCosts(nodeCosts, nodeCosts),
    clients: apiClients.map((client) => ({
      client,
      import: summarizeCosts(samplesOf(imports, client), nodeCosts),
      firstCall: summarizeCosts(samplesOf(firstCalls, client), samplesOf(firstCalls, officialClient)),
      call: {
        cpuMicroseconds: summarize(samplesOf(callTimes, client)),
        cpuRatio: compareRounds(samplesOf(callTimes, client), samplesOf(callTimes, officialClient)),
      },
    })),
  };
}

async function measureCall(
  program: string,
  endpoint: string,
  warmUpCalls: number,
  calls: number,
): Promise<number> {
  const { stdout } = await measureProcess([call, program, endpoint, String(warmUpCalls), String(calls)]);
  const microseconds = Number(stdout);
  if (!(microseconds > 0)) {
    throw new CommandError(`${program} measured no calls: ${stdout}`);
  }
  return microseconds;
}

function samplesOf<Item, Sample>(samples: ReadonlyMap<Item, Sample[]>, item: Item): Sample[] {
  return samples.get(item) ?? [];
}
