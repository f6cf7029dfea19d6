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
