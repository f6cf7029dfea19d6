import type { OnProgress } from "../benchmark.ts";
import { runProbe } from "../measure/program-process.ts";
import { formatCount } from "../report/format.ts";

/** How long a look-up takes, as a median. */
export interface LookupComparison {
  /** In the index of association files. */
  readonly filesNanoseconds: number;
  /** In the index of association resources. */
  readonly resourcesNanoseconds: number;
}

/** Compares look-ups of exact names in both indexes, in a fresh process. */
export async function compareLookups(
  associations: number,
  batches: number,
  onProgress: OnProgress,
): Promise<LookupComparison> {
  onProgress(`Look-ups in ${formatCount(associations)} associations`);
  return JSON.parse(await runProbe("kubernetes/lookup.ts", [String(associations), String(batches)]));
}
