import { expect, type TestContext } from "vitest";
import { type CellCheck, isExpected, runCell } from "../../src/cells.ts";

/** Runs a check, adds its cell to the tables that end the run, and skips the test if the cell is not available. */
export async function expectCell<Target>(
  { task, skip }: TestContext,
  check: CellCheck<Target>,
  target: Target,
): Promise<void> {
  const cell = await runCell(check, target);
  task.meta.cell = cell;
  if (cell.outcome === "not available") {
    skip(cell.reason);
  }
  if (!isExpected(cell)) {
    expect.fail(`${cell.outcome}: ${cell.reason}`);
  }
}
