import type { Machine } from "../measure/machine.ts";
import type { AgentLoadResult } from "./load/measure.ts";
import type { MemoryResult } from "./memory/measure.ts";
import type { Plan } from "./plan.ts";
import type { StartResult } from "./start/measure.ts";

/** Everything that a run found out. */
export interface Report {
  readonly plan: Plan;
  readonly machine: Machine;
  readonly loads: readonly AgentLoadResult[];
  readonly memory: MemoryResult;
  readonly starts: readonly StartResult[];
}
