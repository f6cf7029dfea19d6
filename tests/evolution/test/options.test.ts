import { expect, test } from "vitest";
import { parseOptions, selectChanges } from "../src/options.ts";

const all = [{ name: "type-blob" }, { name: "type-long" }, { name: "union" }];

test("without options, all is tried and a table printed", () => {
  const options = { only: [], json: false, write: false, list: false, help: false };
  expect(parseOptions([])).toEqual(options);
  expect(selectChanges(all, [])).toEqual(all);
});

test("changes are picked by name, or by a part with a star, and stay in order", () => {
  const { only } = parseOptions(["--only", "union", "--only", "type-*"]);
  expect(selectChanges(all, only)).toEqual(all);
  expect(selectChanges(all, ["type-long"])).toEqual([{ name: "type-long" }]);
});

test.each(["typ", "(", "type-blob|union"])("a name that fits no change is refused: %s", (name) => {
  expect(() => selectChanges(all, [name])).toThrow(`There is no change ${name}. --list prints the names.`);
});

test("the documentation has all changes, so it isn't written for some", () => {
  expect(() => parseOptions(["--write", "--only", "union"])).toThrow("--write and --only exclude each other");
  expect(() => parseOptions(["--nope"])).toThrow("--nope");
});
