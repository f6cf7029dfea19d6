import { expect, test } from "vitest";
import { parseOptions, selectChanges } from "../src/options.ts";

const all = [{ name: "type-blob" }, { name: "type-long" }, { name: "union" }];

test("selects all changes and prints a table by default", () => {
  const options = { only: [], json: false, write: false, list: false, help: false };
  expect(parseOptions([])).toEqual(options);
  expect(selectChanges(all, [])).toEqual(all);
});

test("selects changes by name or pattern, in the order of the catalogue", () => {
  const { only } = parseOptions(["--only", "union", "--only", "type-*"]);
  expect(selectChanges(all, only)).toEqual(all);
  expect(selectChanges(all, ["type-long"])).toEqual([{ name: "type-long" }]);
});

test.each(["typ", "(", "type-blob|union"])("rejects a name that matches no change: %s", (name) => {
  expect(() => selectChanges(all, [name])).toThrow(`No change matches ${name}. --list prints the names.`);
});

test("rejects --write with --only, and unknown options", () => {
  expect(() => parseOptions(["--write", "--only", "union"])).toThrow("--write and --only exclude each other");
  expect(() => parseOptions(["--nope"])).toThrow("--nope");
});
