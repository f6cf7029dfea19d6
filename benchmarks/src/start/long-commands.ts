import { setTimeout } from "node:timers/promises";
import { CommandError } from "@eks-auth/codegen/terminal";
import type { OnProgress } from "../benchmark.ts";
import { readCost } from "../measure/process-cost.ts";
import type { ProgramProcess } from "../measure/program-process.ts";
import { measureInTurns } from "../measure/rounds.ts";
import { compareRounds, type Summary, summarize } from "../measure/statistics.ts";
import {
  type CommandName,
  type CommandSize,
  commandNames,
  type LongCommand,
  prepareCommand,
} from "./commands.ts";
import { type CommandBuild, type StartEnvironment, unbundled } from "./environment.ts";

/** How much to measure. */
export interface LongCommandPlan {
  /** Processes of each command and build that answer one request. */
  readonly starts: number;
  /** Processes of each command and build that get load. */
  readonly loads: number;
  /** How long to wait before the memory is read, in milliseconds. */
  readonly settleMs: number;
  readonly size: CommandSize;
}

/** A value and its ratio to the baseline's in the same round. */
interface Compared {
  readonly value: Summary;
  readonly ratio: Summary;
}

/** What a build of a command takes. */
export interface LongCommandCost {
  readonly command: CommandName;
  readonly build: CommandBuild;
  /** CPU time of the process until its first response has arrived. */
  readonly cpuMilliseconds: Compared;
  /** Elapsed time until then. */
  readonly milliseconds: Compared;
  /** The resident set some time after the first response. */
  readonly idleBytes: Compared;
  /** The resident set some time after the load. */
  readonly loadBytes: Compared;
}

interface StartSample {
  readonly cpuMilliseconds: number;
  readonly milliseconds: number;
  readonly idleBytes: number;
}

/**
 * Measures all commands, each build in turn.
 *
 * @throws {CommandError} if a request fails
 */
export async function measureLongCommands(
  environment: StartEnvironment,
  { starts, loads, settleMs, size }: LongCommandPlan,
  onProgress: OnProgress,
): Promise<LongCommandCost[]> {
  await using resources = new AsyncDisposableStack();
  const costs: LongCommandCost[] = [];
  for (const name of commandNames) {
    onProgress(`Starting eks-auth ${name}`);
    const small = await prepareCommand(
      name,
      environment,
      { ...size, clusters: 1, associations: 10 },
      resources,
    );
    // Fills the file system's cache and V8's compile cache, and creates keys.
    for (const build of small.builds) {
      await startOnce(small, build, 0);
    }
    const started = await measureInTurns(small.builds, starts, (build) => startOnce(small, build, settleMs));
    onProgress(`Sending load to eks-auth ${name}`);
    const large = await prepareCommand(name, environment, size, resources);
    const loaded = await measureInTurns(large.builds, loads, (build) => loadOnce(large, build, settleMs));
    for (const build of small.builds) {
      const compare = (part: keyof StartSample): Compared =>
        compareBuilds(build, (each) => started.get(each)?.map((sample) => sample[part]) ?? []);
      costs.push({
        ...{ command: name, build, cpuMilliseconds: compare("cpuMilliseconds") },
        ...{ milliseconds: compare("milliseconds"), idleBytes: compare("idleBytes") },
        loadBytes: compareBuilds(build, (each) => loaded.get(each) ?? []),
      });
    }
  }
  return costs;
}

function compareBuilds(build: CommandBuild, valuesOf: (build: CommandBuild) => readonly number[]): Compared {
  const values = valuesOf(build);
  return { value: summarize(values), ratio: compareRounds(values, valuesOf(unbundled)) };
}

async function startOnce(
  { start, request: { path, method, headers, body } }: LongCommand,
  build: CommandBuild,
  settleMs: number,
): Promise<StartSample> {
  const spawned = performance.now();
  await using program = await start(build);
  const response = await fetch(program.origin + path, { method, headers, body: body === "" ? null : body });
  const text = await response.text();
  const milliseconds = performance.now() - spawned;
  if (response.status !== 200) {
    throw new CommandError(`The first request failed with status ${response.status}: ${text}`);
  }
  const cpuMilliseconds = await readCpu(program);
  await setTimeout(settleMs);
  return { cpuMilliseconds, milliseconds, idleBytes: await program.readResidentSet() };
}

async function readCpu(program: ProgramProcess): Promise<number> {
  process.kill(program.pid ?? 0, "SIGUSR2");
  return readCost(await program.waitForError(/^cost .*\n/m)).cpuMilliseconds;
}

async function loadOnce(command: LongCommand, build: CommandBuild, settleMs: number): Promise<number> {
  await using program = await command.start(build);
  await command.sendLoad(program.origin);
  await setTimeout(settleMs);
  return await program.readResidentSet();
}
