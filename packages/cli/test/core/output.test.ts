import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { formatNote, formatTable, quoteForShell } from "../../src/core/output.ts";

it("aligns the columns of a table", () => {
  expect(
    formatTable(
      ["A", "LONG"],
      [
        ["1234", ""],
        ["", "x"],
      ],
    ),
  ).toBe("A     LONG\n1234\n      x\n");
});

it("formats a note in one line, without control characters", () => {
  expect(formatNote("warning", "a\n  b\u001b[31m red")).toBe("eks-auth: warning  a b red\n");
});

it.each(["plain/path.txt", "http://127.0.0.1:8480", "with space", "it's", "$HOME `id`", ""])(
  "quotes %j so that a shell reads it back",
  (text) => {
    expect(execFileSync("sh", ["-c", `printf %s ${quoteForShell(text)}`], { encoding: "utf8" })).toBe(text);
  },
);
