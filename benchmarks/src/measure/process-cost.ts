import { execFile } from "node:child_process";
import { CommandError } from "@eks-auth/codegen/terminal";
import { locateProgram } from "./program-process.ts";
import type { Summary } from "./statistics.ts";
import { compareRounds, summarize } from "./statistics.ts";

/** What a process took up to its end, or up to a moment. */
export interface ProcessCost {
  /** CPU time, user and system, with Node.js's start. */
  readonly cpuMilliseconds: number;
  /** The largest resident set. */
  readonly peakBytes: number;
}

/** Options of Node.js that make a program report its cost to standard error. */
export const costOptions: readonly string[] = ["--require", locateProgram("report-cost.cjs")];

/**
 * Runs a program to its end.
 *
 * @param args - options of Node.js, the program and its arguments
 * @param cwd - by default this folder's package, so that code of `--eval` can import what the benchmarks depend on
 * @throws {CommandError} if it fails
 */
export function measureProcess(
  args: readonly string[],
  cwd: string = locateProgram("."),
): Promise<ProcessCost & { readonly stdout: string }> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, NODE_ENV: "production" };
    execFile(process.execPath, [...costOptions, ...args], { cwd, env }, (error, stdout, stderr) => {
      if (error === null) {
        resolve({ ...readCost(stderr), stdout });
      } else {
        reject(new CommandError(`node ${args.join(" ")} failed: ${stderr}`));
      }
    });
  });
}

/**
 * Reads the last cost that a program reported.
 *
 * @throws Error if it reported none
 */
export function readCost(stderr: string): ProcessCost {
  const reports = [...stderr.matchAll(/^cost (\d+) (\d+)$/gm)];
  const [, microseconds, kibibytes] = reports.at(-1) ?? [];
  if (microseconds === undefined) {
    throw new Error(`The program did not report its cost: ${stderr}`);
  }
  return { cpuMilliseconds: Number(microseconds) / 1000, peakBytes: Number(kibibytes) * 1024 };
}

/** The cost of a program in several processes. */
export interface CostSummary {
  readonly cpuMilliseconds: Summary;
  /** CPU time as a multiple of the baseline's in the same round. */
  readonly cpuRatio: Summary;
  readonly peakBytes: Summary;
}

/** Summarizes the costs of a program, by round, next to those of the baseline. */
export function summarizeCosts(costs: readonly ProcessCost[], baseline: readonly ProcessCost[]): CostSummary {
  const cpu = costs.map(({ cpuMilliseconds }) => cpuMilliseconds);
  return {
    cpuMilliseconds: summarize(cpu),
    cpuRatio: compareRounds(
      cpu,
      baseline.map(({ cpuMilliseconds }) => cpuMilliseconds),
    ),
    peakBytes: summarize(costs.map(({ peakBytes }) => peakBytes)),
  };
}
