import { formatTable } from "@eks-auth/benchmarks/src/report/table.ts";
import { CommandError } from "@eks-auth/codegen/terminal";
import { expect, test } from "vitest";
import { attempt, isGood, NotAvailable, type Obstacle } from "../src/consumers/cell.ts";
import { tabulateCells } from "../src/report/cell-table.ts";

const obstacle: Obstacle = { symptom: "TS1479", reason: "It is too old." };
const fail = (message: string) => async (): Promise<never> => {
  throw new CommandError(message);
};

async function outcomeOf(work: () => Promise<void>, known?: Obstacle): Promise<[string, boolean]> {
  const cell = await attempt({ row: "Node.js 1", column: "ESM", work, obstacle: known });
  return [cell.outcome, isGood(cell)];
}

test("what is known to fail must fail in the way that is known", async () => {
  expect(await outcomeOf(async () => {})).toEqual(["works", true]);
  expect(await outcomeOf(fail("broken"))).toEqual(["fails", false]);
  expect(await outcomeOf(fail("error TS1479"), obstacle)).toEqual(["can't work", true]);
  expect(await outcomeOf(fail("error TS9999"), obstacle)).toEqual(["fails", false]);
  expect(await outcomeOf(async () => {}, obstacle)).toEqual(["works after all", false]);
});

test("what is not to be had is neither good nor bad, and a bug is no cell", async () => {
  const missing = async (): Promise<never> => {
    throw new NotAvailable("node@99 is not in this machine's registry.");
  };
  expect(await outcomeOf(missing)).toEqual(["not available", true]);
  await expect(
    outcomeOf(async () => {
      throw new TypeError("a bug");
    }),
  ).rejects.toThrow("a bug");
});

test("the table leads to the reasons by number", () => {
  const cells = [
    { row: "Node.js 1", column: "ESM", outcome: "works", seconds: 1 },
    { row: "Node.js 1", column: "CJS", outcome: "fails", reason: "It is broken.", seconds: 1 },
    { row: "Node.js 22", column: "CJS", outcome: "fails", reason: "It is broken.", seconds: 1 },
  ] as const;
  const { table, notes } = tabulateCells("consumer", cells);
  expect(notes).toEqual(["It is broken."]);
  expect(formatTable(table)).toBe(
    ["consumer      ESM        CJS", "Node.js 1   works  fails (1)", "Node.js 22      –  fails (1)", ""].join(
      "\n",
    ),
  );
});
