import type { BundleSize } from "../measure/bundle-size.ts";
import type { Machine } from "../measure/machine.ts";
import type { MemoryFigures } from "../measure/server-messages.ts";
import type { Summary } from "../measure/statistics.ts";
import type { GenerationTime } from "./generation/measure.ts";
import type { Plan } from "./plan.ts";
import type { Subject } from "./subject.ts";

/** What the rounds showed of a subject. */
export interface LoadResult {
  /** CPU time of the server a request, in microseconds. */
  readonly cpu: Summary;
  /** The same as a multiple of the baseline's in the same round. */
  readonly cpuRatio: Summary;
  readonly requestsPerSecond: Summary;
  /** Latencies in milliseconds: the medians of the rounds. */
  readonly p50: number;
  readonly p99: number;
}

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
