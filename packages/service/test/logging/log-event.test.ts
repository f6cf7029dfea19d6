import { expect, test } from "vitest";
import { createProblemLog, type LogEvent } from "../../src/logging/log-event.ts";

const codes = { raised: "keys_unavailable", resolved: "keys_recovered" } as const;

test("a problem is logged once when it starts and once when it ends", () => {
  const events: LogEvent[] = [];
  const problem = createProblemLog((event) => events.push(event), codes);
  problem.resolve("not raised yet");
  problem.raise("first");
  problem.raise("second");
  problem.resolve("over");
  problem.resolve("still over");
  problem.raise("again");
  expect(events).toEqual([
    { level: "warn", code: "keys_unavailable", message: "first" },
    { level: "info", code: "keys_recovered", message: "over" },
    { level: "warn", code: "keys_unavailable", message: "again" },
  ]);
});

test("no receiver is needed", () => {
  const problem = createProblemLog(undefined, codes);
  expect(() => problem.raise("first")).not.toThrow();
});
