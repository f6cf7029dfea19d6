import { CommandError } from "@eks-auth/codegen/terminal";
import type { LoadRequest } from "./load.ts";
import type { ProgramProcess } from "./program-process.ts";
import { measureInTurns } from "./rounds.ts";
import { type Summary, summarizeParts } from "./statistics.ts";

/** The times of one start, in milliseconds since 1970, and what the program traced until it ended. */
interface Startup {
  /** The process is spawned. */
  readonly spawned: number;
  /** The program listens. */
  readonly ready: number;
  /** The first response has arrived. */
  readonly responded: number;
  readonly trace: string;
}

/**
 * Measures how long programs take from their start to the first response, in turns. A first start of each is not
 * counted: it fills the file system's cache.
 *
 * @param startOnce - starts one and returns the parts of the time
 */
export async function measureStarts<Item, Part extends string>(
  items: readonly Item[],
  starts: number,
  startOnce: (item: Item) => Promise<Record<Part, number>>,
): Promise<Map<Item, Record<Part, Summary>>> {
  for (const item of items) {
    await startOnce(item);
  }
  const samples = await measureInTurns(items, starts, startOnce);
  return new Map([...samples].map(([item, times]) => [item, summarizeParts(times)]));
}

/**
 * Starts a program, sends it one request and stops it.
 *
 * @throws {CommandError} if the status is not 200
 */
export async function timeStartup(
  start: () => Promise<ProgramProcess>,
  { path, method, headers, body }: LoadRequest,
): Promise<Startup> {
  const spawned = readClock();
  const program = await start();
  const ready = readClock();
  const response = await fetch(program.origin + path, { method, headers, body: body === "" ? null : body });
  const text = await response.text();
  const responded = readClock();
  await program[Symbol.asyncDispose]();
  if (response.status !== 200) {
    throw new CommandError(`The first request failed with status ${response.status}: ${text}`);
  }
  return { spawned, ready, responded, trace: program.stderr };
}

/** Reads the clock that all processes share, in milliseconds since 1970, with fractions. */
function readClock(): number {
  return performance.timeOrigin + performance.now();
}

/**
 * Creates options of Node.js that make a program write the times of its start to standard error. The measured time
 * includes the tracing, which is short: it loads no module that the program does not load.
 *
 * @param source - a module in JavaScript that watches the program and calls `record(name)` to write the current time
 */
export function traceStart(source: string): string[] {
  const module = `
    import { writeSync } from "node:fs";
    const write = (name, value) => writeSync(2, name + " " + value + "\\n");
    const record = (name) => write(name, performance.timeOrigin + performance.now());
    record("started");
    process.on("exit", () => {
      const { user, system } = process.cpuUsage();
      write("cpu", user + system);
    });
    ${source}
  `;
  return ["--import", `data:text/javascript,${encodeURIComponent(module)}`];
}

/**
 * Reads the trace of a program that has ended: times in milliseconds since 1970, and `cpu`, its CPU time, user and
 * system, in microseconds.
 *
 * @throws Error if a name is missing
 */
export function parseTrace<Name extends string>(trace: string, names: readonly Name[]): Record<Name, number> {
  const values = new Map(trace.split("\n").map((line) => line.split(" ") as [string, string]));
  const read = (name: Name): number => {
    const value = Number(values.get(name));
    if (Number.isNaN(value)) {
      throw new Error(`The program's trace has no "${name}": ${trace}`);
    }
    return value;
  };
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, number>;
}
