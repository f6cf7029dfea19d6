import { expect, test } from "vitest";
import { parseSettings } from "../../src/project/settings.ts";

function parse(settings: object) {
  return parseSettings(JSON.stringify(settings), "/p/codegen.json");
}

test("only the scope is required", () => {
  expect(parse({ scope: "@acme" })).toEqual({
    model: "model",
    packages: "packages",
    scope: "@acme",
    prefix: "",
    patterns: "reject",
    openapi: true,
    clients: true,
  });
});

test("every setting can be given", () => {
  const settings = {
    model: "api/model",
    packages: ".",
    scope: "@acme",
    prefix: "library-",
    service: "com.acme#Library",
    patterns: "skip",
    openapi: false,
    clients: false,
    docs: "docs/model",
  };
  expect(parse({ $schema: "./codegen.schema.json", ...settings })).toEqual(settings);
});

test("lists all problems", () => {
  const problems = () =>
    parse({
      scope: "acme",
      model: "/m",
      prefix: "Shop/",
      service: "Library",
      patterns: "no",
      openapi: "yes",
      clients: 0,
      docs: "/docs",
      x: 1,
    });
  expect(problems).toThrow(
    "/p/codegen.json is not valid: there is no setting x; model must be a path from its folder, such as model; " +
      "scope must be an npm scope such as @acme, in lower case; " +
      "prefix must be the start of names of packages, such as shop-, in lower case; " +
      "service must be a shape ID such as com.acme.library#Library; " +
      'patterns must be "reject" or "skip"; openapi must be true or false; clients must be true or false; ' +
      "docs must be a path from its folder, such as docs/model.",
  );
});

test.each(["", "// Ours.\n{}", "[]", "null"])("rejects %j", (text) => {
  expect(() => parseSettings(text, "/p/codegen.json")).toThrow(/^\/p\/codegen\.json is not valid/);
});
