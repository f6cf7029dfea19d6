import { expect, test } from "vitest";
import { summarise } from "../src/report/summary.ts";
import { formatSummary } from "../src/report/table.ts";
import type { Result } from "../src/run/run-all.ts";

function makeResult(adapter: string, id: string, failure?: string): Result {
  return { service: "RestJson", kind: "request", adapter, id, failure };
}

const summary = summarise(
  [
    makeResult("./node", "Good"),
    makeResult("./node", "Bad", "it differs"),
    makeResult("./fetch", "Good"),
    makeResult("./fetch", "Bad", "it differs"),
  ],
  [],
);

test("counts each case once, as passed where it passes behind every adapter", () => {
  expect(summary).toMatchObject({ total: 2, passed: 1, failed: 1 });
  expect(summary.rows).toEqual([
    {
      service: "RestJson",
      kind: "request",
      adapters: { "./node": { passed: 1, total: 2 }, "./fetch": { passed: 1, total: 2 } },
    },
  ]);
});

test("names a failure once for all adapters that share it", () => {
  expect(summary.failures).toEqual([
    {
      service: "RestJson",
      kind: "request",
      id: "Bad",
      reason: "it differs",
      adapters: ["./node", "./fetch"],
    },
  ]);
});

test("names what is excluded, the operations too, each with a reason", () => {
  expect(summary.excluded).toHaveLength(10);
  expect(summary.excluded.filter(({ reason }) => reason === "")).toEqual([]);
});

test("becomes a table with the failures below it", () => {
  const lines = formatSummary(summary).split("\n");
  expect(lines.slice(0, 6)).toEqual([
    "                  ./node  ./fetch",
    "RestJson request     1/2      1/2",
    "",
    "FAILED request Bad (./node, ./fetch)",
    "  it differs",
    "",
  ]);
  expect(lines.at(-2)).toBe("1 of 2 cases passed behind every adapter.");
});
