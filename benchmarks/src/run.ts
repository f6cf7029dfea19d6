import type { BasePlan, Benchmark, OnProgress } from "./benchmark.ts";
import { describeMachine, type Machine } from "./measure/machine.ts";

/** The results of a run. */
export interface Report<Plan, Results> {
  readonly plan: Plan;
  readonly machine: Machine;
  readonly results: Results;
}

/**
 * Runs the measurements of a benchmark, one after the other.
 *
 * @throws {CommandError} if a program under test does not work
 */
export async function runBenchmark<Plan extends BasePlan, Environment, Results extends object>(
  benchmark: Benchmark<Plan, Environment, Results>,
  plan: Plan,
  onProgress: OnProgress,
): Promise<Report<Plan, Results>> {
  await using resources = new AsyncDisposableStack();
  const environment = await benchmark.prepare(plan, resources, onProgress);
  const results: Partial<Results> = {};
  for (const name of Object.keys(benchmark.measurements) as (keyof Results)[]) {
    results[name] = await benchmark.measurements[name].measure(environment, plan, onProgress);
  }
  return { plan, machine: describeMachine(), results: results as Results };
}
