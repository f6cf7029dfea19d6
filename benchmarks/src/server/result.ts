import type { BundleSize } from "../measure/bundle-size.ts";
import type { LoadResult } from "../measure/compare-load.ts";
import type { Machine } from "../measure/machine.ts";
import type { MemoryFigures } from "../measure/server-messages.ts";
import type { Summary } from "../measure/statistics.ts";
import type { GenerationTime } from "./generation/measure.ts";
import type { Plan } from "./plan.ts";
import type { Subject } from "./subject.ts";

/** Memory after the plan's two numbers of requests. */
export interface MemoryResult {
  readonly early: MemoryFigures;
  readonly late: MemoryFigures;
}

/** All figures of a subject. */
export interface SubjectResult {
  readonly load: LoadResult;
  readonly memory: MemoryResult;
  /** Milliseconds. */
  readonly importTime: Summary;
  readonly bundle: BundleSize;
}

/** A subject with its figures, or why there are none. */
export type Measured =
  | { readonly subject: Subject; readonly result: SubjectResult }
  | { readonly subject: Subject; readonly obstacle: string };

/** Everything that a run found out. */
export interface Report {
  readonly plan: Plan;
  readonly machine: Machine;
  readonly measured: readonly Measured[];
  readonly generation: readonly GenerationTime[];
}
