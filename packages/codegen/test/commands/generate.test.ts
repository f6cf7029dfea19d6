import { describe, expect, test } from "vitest";
import { parseOptions, UsageError } from "../../src/commands/generate.ts";

const other = ["--model", "m", "--out", "../out", "--scope", "@acme"];

function parse(...args: string[]) {
  return parseOptions(args, "/home/ann");
}

test.each([
  ["nothing", [], "regenerate"],
  ["--check", ["--check"], "check"],
  ["--watch", ["--watch"], "watch"],
  ["--help", ["--help"], "help"],
  ["--help beside others", ["--help", "--check", "--watch"], "help"],
])("%s is about this repository's packages", (_name, args, kind) => {
  expect(parse(...args)).toEqual({ kind });
});

test("paths of another model start from where the command was called", () => {
  expect(parse(...other)).toEqual({
    kind: "other-model",
    target: { model: "/home/ann/m", out: "/home/out", scope: "@acme", service: undefined },
  });
});

test("its service can be named", () => {
  expect(parse(...other, "--service", "com.acme.shop#Orders")).toMatchObject({
    target: { service: "com.acme.shop#Orders" },
  });
});

describe("refused is", () => {
  test.each([
    ["an unknown option", ["--force"], "--force"],
    ["a word", ["model"], "model"],
    ["a value for what takes none", ["--check=yes"], "--check"],
    ["--check with --watch", ["--check", "--watch"], "--check and --watch exclude each other"],
    ["--check of another model", ["--check", ...other], "leave out --model, --out, --scope."],
    ["--watch of another model", ["--watch", "--out", "o"], "leave out --out."],
    ["a model without the rest", ["--model", "m"], "missing: --out, --scope."],
    ["a service alone", ["--service", "a#B"], "missing: --model, --out, --scope."],
    ["an empty path", ["--model", "", "--out", "o", "--scope", "@a"], "missing: --model."],
    ["a scope without @", ["--model", "m", "--out", "o", "--scope", "acme"], "write it as @acme"],
    ["a scope with a name", ["--model", "m", "--out", "o", "--scope", "@acme/x"], "write it as @acme"],
    ["a scope in upper case", ["--model", "m", "--out", "o", "--scope", "@Acme"], "in lower case"],
    ["a service without a namespace", [...other, "--service", "Orders"], "is no shape ID"],
  ])("%s", (_name, args, message) => {
    expect(() => parse(...args)).toThrow(UsageError);
    expect(() => parse(...args)).toThrow(message);
  });
});
