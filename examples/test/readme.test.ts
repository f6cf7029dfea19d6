import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const examples = join(import.meta.dirname, "..");

test("the README has a row for each example", () => {
  const folders = readdirSync(examples, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^(\..*|build|node_modules|test)$/.test(entry.name))
    .map(({ name }) => name);
  const rows = [...readFileSync(join(examples, "README.md"), "utf8").matchAll(/^\| \[`([\w-]+)`\]\(\1\) /gm)];
  expect(rows.map(([, name]) => name).sort()).toEqual(folders.sort());
});
