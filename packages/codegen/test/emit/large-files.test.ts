import { expect, test } from "vitest";
import { emitServer } from "../../src/emit/server/stub.ts";
import { emitTypes } from "../../src/emit/types.ts";
import { resolveService } from "../../src/model/resolve-service.ts";
import { renderFiles } from "../../src/print/render-files.ts";
import { largeModel } from "../large-model.ts";

/** Generates types and server of a model, without formatting them. */
function generate(operations: number): Map<string, string> {
  const service = resolveService(largeModel(operations));
  return new Map([
    ...renderFiles(emitTypes(service), { runtime: "@ex/runtime", types: "./model.ts" }),
    ...renderFiles(emitServer(service), { runtime: "@ex/runtime", types: "@ex/types" }),
  ]);
}

test("2,000 operations are generated, and no file is much larger than others", () => {
  const files = generate(2000);
  const lines = [...files].map(([path, text]): [string, number] => [path, text.split("\n").length]);
  expect(files.size).toBeGreaterThan(200);
  // The service's interface and the two lists of names can't be split.
  const large = lines.filter(([, count]) => count > 5000).map(([path]) => path);
  expect(
    large.filter((path) => !["service.ts", "index.ts", "handler.ts", "route.ts"].includes(path)),
  ).toEqual([]);
});
