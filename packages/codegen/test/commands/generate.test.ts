import { describe, expect, test } from "vitest";
import { parseOptions } from "../../src/commands/generate.ts";
import { UsageError } from "../../src/terminal/usage-error.ts";

const other = ["--model", "m", "--out", "../out", "--scope", "@acme"];

function parse(...args: string[]) {
  return parseOptions(args, "/home/ann");
}

test.each([
  ["nothing", [], "regenerate"],
  ["--check", ["--check"], "check"],
  ["--watch", ["--watch"], "watch"],
  ["--help", ["--help"], "help"],
  ["--help with other options", ["--help", "--check", "--watch"], "help"],
])("%s is for this repository's packages", (_name, args, kind) => {
  expect(parse(...args)).toEqual({ kind });
});

test("paths of another model start from the folder in which the command was called", () => {
  expect(parse(...other)).toEqual({
    kind: "other-model",
    target: {
      model: "/home/ann/m",
      out: "/home/out",
      workFolder: "/home/out",
      scope: "@acme",
      prefix: "",
      service: undefined,
      openApi: true,
      clients: true,
      patterns: "reject",
    },
  });
});

test("the service of another model can be given", () => {
  expect(parse(...other, "--service", "com.acme.shop#Orders")).toMatchObject({
    target: { service: "com.acme.shop#Orders" },
  });
});

test("the packages can have a prefix, and no clients", () => {
  expect(parse(...other, "--prefix", "shop-", "--no-clients")).toMatchObject({
    target: { prefix: "shop-", clients: false },
  });
});

test("patterns can be skipped", () => {
  expect(parse(...other, "--patterns", "skip")).toMatchObject({ target: { patterns: "skip" } });
});

describe("rejects", () => {
  test.each([
    ["an unknown option", ["--force"], "--force"],
    ["an argument", ["model"], "model"],
    ["a value for a flag", ["--check=yes"], "--check"],
    ["--check with --watch", ["--check", "--watch"], "--check and --watch can't be combined"],
    ["--check of another model", ["--check", ...other], "remove --model, --out, --scope."],
    ["--watch of another model", ["--watch", "--out", "o"], "remove --out."],
    ["a model without the other options", ["--model", "m"], "missing: --out, --scope."],
    ["only a service", ["--service", "a#B"], "missing: --model, --out, --scope."],
    ["an empty path", ["--model", "", "--out", "o", "--scope", "@a"], "missing: --model."],
    ["a scope without @", ["--model", "m", "--out", "o", "--scope", "acme"], "use a name such as @acme"],
    ["a scope with a name", ["--model", "m", "--out", "o", "--scope", "@acme/x"], "use a name such as @acme"],
    ["a scope in upper case", ["--model", "m", "--out", "o", "--scope", "@Acme"], "in lower case"],
    ["a prefix with a slash", [...other, "--prefix", "shop/"], "such as shop-, in lower case"],
    ["an unknown mode for patterns", [...other, "--patterns", "off"], "use reject or skip."],
    ["a service without a namespace", [...other, "--service", "Orders"], "is not a shape ID"],
  ])("%s", (_name, args, message) => {
    expect(() => parse(...args)).toThrow(UsageError);
    expect(() => parse(...args)).toThrow(message);
  });
});
