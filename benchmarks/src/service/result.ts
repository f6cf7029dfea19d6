import type { LoadResult } from "../measure/compare-load.ts";
import type { Machine } from "../measure/machine.ts";
import type { Subject } from "./load/subject.ts";
import type { LookupResult } from "./lookup/result.ts";
import type { MemoryResult } from "./memory/measure.ts";
import type { Plan } from "./plan.ts";
import type { StartResult } from "./start/measure.ts";
import type { VerificationResult } from "./verification/measure.ts";

/** Everything that a run found out. */
export interface Report {
  readonly plan: Plan;
  readonly machine: Machine;
  readonly loads: ReadonlyMap<Subject, LoadResult>;
  readonly verification: VerificationResult;
  readonly start: StartResult;
  readonly memory: readonly MemoryResult[];
  readonly lookups: readonly LookupResult[];
}
