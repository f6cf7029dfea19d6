import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { expect, test } from "vitest";

/** A row of a table of promises in SECURITY.md. */
interface Promised {
  readonly promise: string;
  /** The last cell: links whose texts are titles of tests. */
  readonly tests: string;
}

const promises = readPromises(readFileSync(join(root, "SECURITY.md"), "utf8"));

test("SECURITY.md names a test for each promise", () => {
  expect(promises.length).toBeGreaterThan(50);
  expect(promises.flatMap(findProblems)).toEqual([]);
});

test("a promise is reported whose test was renamed, is in no test file, or is not named", () => {
  const name = (tests: string) => findProblems({ promise: "p", tests }).length;
  expect(name("[names a test for each promise](tests/install/test/security.test.ts)")).toBe(0);
  expect(name(`[${["was", "renamed"].join(" ")} away](tests/install/test/security.test.ts)`)).toBe(1);
  expect(name("[eks-auth](README.md)")).toBe(1);
  expect(name("[a test](packages/service/test/none.test.ts)")).toBe(1);
  expect(name("service")).toBe(1);
});

function readPromises(page: string): Promised[] {
  const tables = page.split("| promise | limits | tested by |").slice(1);
  return tables.flatMap(
    (table) =>
      table
        .split("\n\n")[0]
        ?.trim()
        .split("\n")
        .slice(1)
        .map((row) => {
          const cells = row.split(/(?<!\\)\|/).map((cell) => cell.trim());
          return { promise: cells[1] ?? "", tests: cells.at(-2) ?? "" };
        }) ?? [],
  );
}

function findProblems({ promise, tests }: Promised): string[] {
  const links = [...tests.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)];
  if (links.length === 0) {
    return [`${promise}: no test is named`];
  }
  return links.flatMap(([, title = "", file = ""]) => {
    if (!file.endsWith(".test.ts") || !existsSync(join(root, file))) {
      return [`${promise}: ${file} is not a test file`];
    }
    return readFileSync(join(root, file), "utf8").includes(title)
      ? []
      : [`${promise}: ${file} has no test "${title}"`];
  });
}
