import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { CommandError } from "@eks-auth/codegen/terminal";
import { formatCount } from "../../report/format.ts";
import type { LookupFigures, LookupPoint, LookupResult } from "./result.ts";
import { type Shape, shapes } from "./shapes.ts";

const probe = fileURLToPath(new URL("./probe.ts", import.meta.url));

/** What is measured of look-ups. */
export interface LookupPlan {
  /** Numbers of associations, ascending. */
  readonly sizes: readonly number[];
  /** Batches of look-ups in each index. */
  readonly batches: number;
}

/**
 * Measures look-ups in indexes of each shape and size, each in a fresh process: what one leaves in memory would slow
 * the next.
 *
 * @param show - is told what happens
 * @throws CommandError where an association isn't found
 */
export async function measureLookups(
  plan: LookupPlan,
  show: (step: string) => void,
): Promise<LookupResult[]> {
  const results: LookupResult[] = [];
  for (const shape of shapes) {
    const points: LookupPoint[] = [];
    for (const associations of plan.sizes) {
      show(`Look-ups among ${formatCount(associations)}: ${shape.title}`);
      points.push({ associations, ...(await measureSize(shape, associations, plan.batches)) });
    }
    results.push({ shape, points });
  }
  return results;
}

async function measureSize(shape: Shape, associations: number, batches: number): Promise<LookupFigures> {
  const args = [probe, shape.name, String(associations), String(batches)];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", ...args]);
    return JSON.parse(stdout) as LookupFigures;
  } catch (error) {
    const { stderr = "" } = error as { stderr?: string };
    throw new CommandError(
      `Look-ups failed (${shape.title}, ${associations}):\n\n${stderr.trim() || String(error)}`,
    );
  }
}
