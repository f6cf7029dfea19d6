import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { expect, test } from "vitest";

const page = read("docs/operating.md");

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** The first cells of the table of codes. */
function documentedCodes(): string[] {
  const [, text = ""] = page.split("<!-- codes: start -->");
  const [table = ""] = text.split("<!-- codes: end -->");
  return [...table.matchAll(/^\| `(\w+)` /gm)].map(([, cell = ""]) => cell);
}

/** The quoted words, or the keys of an object, in a part of a source file. */
function codesIn(path: string, start: string, end: string, pattern: RegExp): string[] {
  const [, text] = read(path).split(start);
  expect(text, `${path} has ${start}`).toBeDefined();
  return [...((text ?? "").split(end)[0]?.matchAll(pattern) ?? [])].map(([, code = ""]) => code);
}

test("the runbook has every code that the log or the audit of the service can have, and no other", () => {
  const codes = [
    ...codesIn("packages/service/src/logging/log-event.ts", "LogEventCode =", ";", /"(\w+)"/g),
    ...codesIn("packages/service/src/callers/caller-error.ts", "callerErrorCodes = [", "]", /"(\w+)"/g),
    ...codesIn(
      "packages/service/src/operation/modelled-errors.ts",
      "const modelledErrors",
      "};",
      /^ {2}(\w+): \[/gm,
    ),
    ...codesOfCommand(),
    "internal_error",
  ];
  expect(codes.length).toBeGreaterThan(50);
  expect(documentedCodes().toSorted()).toEqual([...new Set(codes)].toSorted());
});

/** The codes that only the command writes. */
function codesOfCommand(): string[] {
  const files = [
    "packages/cli/src/core/logger.ts",
    ...globSync("packages/cli/src/{audit,serve}/**/*.ts", { cwd: root }),
  ];
  return files.flatMap((file) =>
    [
      ...read(file).matchAll(
        /(?:\bcode: |const code = )"(\w+)"(?: \| "(\w+)")?(?: \| "(\w+)")?(?: \| "(\w+)")?/g,
      ),
    ].flatMap(([, ...codes]) => codes.filter((code) => code !== undefined)),
  );
}

test("the runbook has every alert, and no other", () => {
  const alerts = [...read("deploy/prometheus/eks-auth.rules.yaml").matchAll(/- alert: (\w+)$/gm)];
  const headings = [...page.matchAll(/^### (EksAuth\w+)$/gm)];
  expect(headings.map(([, name]) => name)).toEqual(alerts.map(([, name]) => name));
});

test("each test that the guide names exists", () => {
  const links = [...page.matchAll(/\[([^\]]+)\]\(\.\.\/([^)]+\.test\.ts)\)/g)];
  expect(links.length).toBeGreaterThanOrEqual(5);
  expect(links.filter(([, title = "", file = ""]) => !read(file).includes(title))).toEqual([]);
});
