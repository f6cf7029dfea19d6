import type { Machine } from "../measure/machine.ts";
import type { Summary } from "../measure/statistics.ts";
import type { Plan } from "./plan.ts";

/** From a save of the model to rebuilt packages, in seconds: all of it, and its parts. */
export interface ChangeTime {
  /** From the save to the line that `--watch` prints: what a person waits. */
  readonly total: Summary;
  /** The Smithy CLI's part: all that the JVM does. */
  readonly smithy: Summary;
  /** What our generator does with the outcome. */
  readonly generating: Summary;
  /** The builds of types, client and server. */
  readonly building: Summary;
}

/** Everything that a run found out. */
export interface Report {
  readonly plan: Plan;
  readonly machine: Machine;
  /** `npm run generate` with nothing to do, as a whole process, in seconds. No JVM is started. */
  readonly idle: Summary;
  readonly change: ChangeTime;
}
