import { CommandError, formatTable, ToolUnavailableError } from "@eks-auth/codegen/terminal";
import { expect, test } from "vitest";
import { arrangeCells, CompilerError, isExpected, type KnownLimit, runCell } from "../src/cells.ts";

const limit: KnownLimit = { symptom: "TS1479", reason: "It is too old." };
const cell = { table: "consumers", row: "Node.js 1", column: "ESM" } as const;

async function outcomeOf(run: () => Promise<void>, knownLimit?: KnownLimit): Promise<[string, boolean]> {
  const result = await runCell({ ...cell, run, knownLimit }, undefined);
  return [result.outcome, isExpected(result)];
}

function failWith(error: Error): () => Promise<never> {
  return async () => {
    throw error;
  };
}

const compilerError = (...codes: string[]): Error =>
  new CompilerError(codes.map((code) => `a.mts(1,1): error ${code}: text\n`).join(""));

test("a known limit must fail with its symptom", async () => {
  expect(await outcomeOf(async () => {})).toEqual(["works", true]);
  expect(await outcomeOf(failWith(new CommandError("broken")))).toEqual(["fails", false]);
  expect(await outcomeOf(failWith(compilerError("TS1479", "TS1479")), limit)).toEqual(["cannot work", true]);
  expect(await outcomeOf(failWith(compilerError("TS9999")), limit)).toEqual(["fails", false]);
  expect(await outcomeOf(failWith(compilerError("TS9999", "TS1479")), limit)).toEqual(["cannot work", true]);
  expect(await outcomeOf(failWith(new CommandError("TS1479")), limit)).toEqual(["fails", false]);
  expect(await outcomeOf(async () => {}, limit)).toEqual(["works unexpectedly", false]);
});

test("what this machine cannot get is not available, and an error without a code is thrown", async () => {
  const missing = new ToolUnavailableError("node@99 is not in the npm registry in use (ETARGET).");
  expect(await outcomeOf(failWith(missing))).toEqual(["not available", true]);
  await expect(outcomeOf(failWith(new TypeError("a bug")))).rejects.toThrow("a bug");
});

test("the table refers to reasons by number", () => {
  const cells = [
    { ...cell, outcome: "works" },
    { ...cell, column: "CJS", outcome: "fails", reason: "It is broken." },
    { ...cell, row: "Node.js 22", column: "CJS", outcome: "fails", reason: "It is broken." },
  ] as const;
  const { headings, rows, notes } = arrangeCells("consumer", cells);
  expect(notes).toEqual(["It is broken."]);
  expect(formatTable(headings, rows)).toBe(
    ["consumer    ESM    CJS", "Node.js 1   works  fails (1)", "Node.js 22  –      fails (1)", ""].join("\n"),
  );
});
