import { strictEqual, throws } from "node:assert";
import { test } from "vitest";
import { readOptions } from "../../src/fuzz/options.ts";

test("the options have defaults", () => {
  const { help, requests, responses, seed } = readOptions([]);
  strictEqual(help, false);
  strictEqual(requests, 100_000);
  strictEqual(responses, 10_000);
  strictEqual(Number.isInteger(seed), true);
});

test("the options are parsed", () => {
  const { requests, responses, seed } = readOptions([
    "--requests",
    "5000",
    "--responses",
    "7",
    "--seed",
    "42",
  ]);
  strictEqual(requests, 5000);
  strictEqual(responses, 7);
  strictEqual(seed, 42);
});

test.each([
  [["--requests", "0"]],
  [["--responses", "0"]],
  [["--seed", "x"]],
  [["--what"]],
  [["--requests", "1.5"]],
  [["more"]],
])("%j is rejected", (args) => {
  throws(() => readOptions(args), Error);
});
