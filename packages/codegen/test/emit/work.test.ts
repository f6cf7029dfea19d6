import { expect, test } from "vitest";
import { emitServer } from "../../src/emit/server/stub.ts";
import { emitTypes } from "../../src/emit/types.ts";
import { resolveService } from "../../src/model/resolve-service.ts";
import { renderFiles } from "../../src/print/render-files.ts";
import { countWork } from "../count-work.ts";
import { largeModel } from "../large-model.ts";

/** Generates types and server of a model, without formatting them. */
function generate(operations: number): void {
  const service = resolveService(largeModel(operations));
  renderFiles(emitTypes(service), { runtime: "@ex/runtime", types: "./model.ts" });
  renderFiles(emitServer(service), { runtime: "@ex/runtime", types: "@ex/types" });
}

// The only test in this file, because V8 counts only code that it has not optimized yet.
test("the work grows with the number of operations, not faster", async () => {
  const sizes = [200, 400, 800];
  const counts = await countWork(sizes.map((size) => () => generate(size)));
  const perOperation = counts.map((count, index) => Math.round(count / (sizes[index] ?? 1)));
  expect(
    perOperation.every((count) => count > 1000),
    "the counter works",
  ).toBe(true);
  // Quadratic work would be 4 times as much for each operation.
  expect((perOperation[2] ?? 0) / (perOperation[0] ?? 1), perOperation.join(", ")).toBeLessThan(1.15);
});
