import { describe, expect, test } from "vitest";
import { parseOptions } from "../../src/commands/init.ts";

function parse(...args: string[]) {
  return parseOptions(args, "/home/ann");
}

test("the project has the name of its folder", () => {
  expect(parse("code/book-shop", "--scope", "@acme")).toEqual({
    folder: "/home/ann/code/book-shop",
    scope: "@acme",
    name: "book-shop",
    tarballs: undefined,
  });
});

test("name and tarballs can be given", () => {
  expect(parse("x", "--scope", "@acme", "--name", "library", "--packages", "../t")).toMatchObject({
    name: "library",
    tarballs: "/home/t",
  });
});

describe("rejects", () => {
  test.each([
    ["no folder", ["--scope", "@acme"], "Give one folder"],
    ["two folders", ["a", "b", "--scope", "@acme"], "Give one folder"],
    ["no scope", ["a"], "--scope is missing"],
    ["a scope without @", ["a", "--scope", "acme"], "--scope must be an npm scope"],
    ["a folder with another name", ["My shop", "--scope", "@acme"], "The folder's name \"My shop\" can't be"],
    [
      "a name that is no identifier",
      ["a", "--scope", "@acme", "--name", "Book Shop"],
      "--name must be a name",
    ],
    ["an unknown option", ["a", "--force"], "--force"],
  ])("%s", (_name, args, message) => {
    expect(() => parse(...args)).toThrow(message);
  });
});
