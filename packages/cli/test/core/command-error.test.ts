import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { expect, it } from "vitest";
import { CommandError, commandErrorCodes } from "../../src/core/command-error.ts";

it("has one problem for a message, and one message for several problems", () => {
  expect(new CommandError("file_unusable", "a")).toMatchObject({ message: "a", problems: ["a"] });
  expect(new CommandError("file_unusable", ["a", "b"])).toMatchObject({
    code: "file_unusable",
    message: "a\nb",
    problems: ["a", "b"],
  });
});

it("has codes in lower snake case, in order", () => {
  expect(commandErrorCodes).toEqual([...commandErrorCodes].sort());
  for (const code of commandErrorCodes) {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
  }
});

it("has its codes in docs/errors.md", () => {
  const rows = readFileSync(join(root, "docs/errors.md"), "utf8")
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const documented = rows.filter(([, , name, owner]) => name === "CommandError" && owner === "cli");
  expect(documented.map(([, code]) => code)).toEqual(commandErrorCodes.map((code) => `\`${code}\``));
});
