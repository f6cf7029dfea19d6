import { expect, test } from "vitest";
import { summarize } from "../src/report/summary.ts";
import { formatSummary } from "../src/report/table.ts";
import type { Result } from "../src/run/run-all.ts";

function makeResult(adapter: string, id: string, failure?: string): Result {
  return { service: "RestJson", kind: "request", adapter, id, failure };
}

const summary = summarize(
  [
    makeResult("./node", "Good"),
    makeResult("./node", "Bad", "it differs"),
    makeResult("./fetch", "Good"),
    makeResult("./fetch", "Bad", "it differs"),
  ],
  [],
);

test("counts each case once, as passed if it passes with every adapter", () => {
  expect(summary).toMatchObject({ total: 2, passed: 1, failed: 1 });
  expect(summary.rows).toEqual([
    {
      service: "RestJson",
      kind: "request",
      adapters: { "./node": { passed: 1, total: 2 }, "./fetch": { passed: 1, total: 2 } },
    },
  ]);
});

test("lists a failure once for all adapters that share it", () => {
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

test("lists excluded cases, each with a reason", () => {
  expect(summary.excluded).toHaveLength(3);
  expect(summary.excluded.filter(({ reason }) => reason === "")).toEqual([]);
});

test("formats a table followed by the failures", () => {
  const lines = formatSummary(summary).split("\n");
  expect(lines.slice(0, 6)).toEqual([
    "                  ./node  ./fetch",
    "RestJson request     1/2      1/2",
    "",
    "FAILED request Bad (./node, ./fetch)",
    "  it differs",
    "",
  ]);
  expect(lines.at(-2)).toBe("1 of 2 cases passed with every adapter.");
});
