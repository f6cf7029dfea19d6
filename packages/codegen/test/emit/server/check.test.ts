import { describe, expect, test } from "vitest";
import { emitServerCheck } from "../../../src/emit/server/check.ts";
import type { AstShape, JsonAst } from "../../../src/model/json-ast.ts";
import { member, minimalModel, required, structure, withChange } from "../../models.ts";
import { emitLines } from "../emit-lines.ts";

describe("the check of a string covers", () => {
  const documentation = ["/**", " * Checks the constraints of Name.", " *", " * @see ex#Name", " */"];
  const signature =
    "function checkName(value: Unchecked<string>, path: string, name: PathSegment, violations: Violation[]): void {";

  /** The lines from the check of the name to the end. */
  async function emitNameCheck(model: JsonAst): Promise<string[]> {
    const lines = await emitLines(emitServerCheck, model);
    return lines.slice(lines.indexOf("}") + 1);
  }

  test.each([
    [{ min: 1 }, "1, undefined"],
    [{ max: 9 }, "undefined, 9"],
    [{ min: 0, max: 0 }, "0, 0"],
  ])("its length %j", async (length, limits) => {
    const model = withChange("ex#Name", { traits: { "smithy.api#length": length } });
    expect(await emitNameCheck(model)).toEqual([
      ...documentation,
      signature,
      `  checkLength(value, ${limits}, path, name, violations);`,
      "}",
    ]);
  });

  test("its pattern", async () => {
    const model = withChange("ex#Name", { traits: { "smithy.api#pattern": '^"\\d`$' } });
    expect(await emitNameCheck(model)).toEqual([
      "const patternName = compilePattern('^\"\\\\d`$');",
      ...documentation,
      signature,
      "  checkPattern(value, patternName, path, name, violations);",
      "}",
    ]);
  });

  test("its pattern, if its length is valid", async () => {
    const traits = { "smithy.api#length": { min: 1 }, "smithy.api#pattern": "^a" };
    expect(await emitNameCheck(withChange("ex#Name", { traits }))).toEqual([
      'const patternName = compilePattern("^a");',
      ...documentation,
      signature,
      "  if (checkLength(value, 1, undefined, path, name, violations)) {",
      "    checkPattern(value, patternName, path, name, violations);",
      "  }",
      "}",
    ]);
  });
});

test("checks an input member by member, optional ones only if they are present", async () => {
  const model = minimalModel({
    "ex#Name": { type: "string", traits: { "smithy.api#length": { min: 1 } } },
    "ex#PutThingInput": structure({
      free: member("smithy.api#String"),
      since: member("smithy.api#Timestamp", required),
      name: member("Name"),
      owner: member("Owner", required),
      tags: member("Tags"),
    }),
    "ex#Owner": structure({ name: member("Name", required) }),
    // Nothing in it has a constraint, so it gets no check.
    "ex#Tags": structure({ first: member("smithy.api#String") }),
  });
  const lines = await emitLines(emitServerCheck, model);
  expect(lines.slice(0, 14)).toEqual([
    "/**",
    " * Checks the constraints of the input of PutThing.",
    " *",
    " * @see ex#PutThingInput",
    " */",
    "export function validatePutThing(input: Unchecked<PutThingInput>, violations: Violation[]): void {",
    '  checkRequired(input.since, "", "since", violations);',
    "  if (input.name !== undefined) {",
    '    checkName(input.name, "", "name", violations);',
    "  }",
    '  if (checkRequired(input.owner, "", "owner", violations)) {',
    '    checkOwner(input.owner, "", "owner", violations);',
    "  }",
    "}",
  ]);
  expect(lines.slice(-5)).toEqual([
    `  const fullPath = \`\${path}/\${name}\`;`,
    '  if (checkRequired(value.name, fullPath, "name", violations)) {',
    '    checkName(value.name, fullPath, "name", violations);',
    "  }",
    "}",
  ]);
  expect(lines.join("\n"), "a type without constraints").not.toContain("checkTags");
});

test.each<[string, AstShape, string[]]>([
  [
    "enum",
    { type: "enum", members: { A: member("smithy.api#Unit") } },
    ['checkEnum(value, ["A"], path, name, violations);'],
  ],
  [
    "long",
    { type: "long", traits: { "smithy.api#range": { min: 2 } } },
    ["checkRange(value, 2n, undefined, path, name, violations);"],
  ],
  [
    "bigDecimal",
    { type: "bigDecimal", traits: { "smithy.api#range": { max: 1.5 } } },
    ['checkRange(value, undefined, "1.5", path, name, violations);'],
  ],
  [
    "list",
    {
      type: "list",
      member: member("Short"),
      traits: { "smithy.api#length": { max: 2 }, "smithy.api#uniqueItems": {} },
    },
    [
      "if (checkLength(value, undefined, 2, path, name, violations)) {",
      "  if (checkUniqueItems(value, path, name, violations)) {",
      "    checkItems(value, path, name, violations, checkShort);",
      "  }",
      "}",
    ],
  ],
  [
    "map",
    { type: "map", key: member("Short"), value: member("Short") },
    [
      "if (checkKeys(value, path, name, violations, checkShort)) {",
      "  checkValues(value, path, name, violations, checkShort);",
      "}",
    ],
  ],
])("checks a %s; a check runs only if the previous ones passed", async (_, shape, checks) => {
  const short = { type: "string", traits: { "smithy.api#length": { max: 1 } } };
  const lines = await emitLines(emitServerCheck, minimalModel({ "ex#Name": shape, "ex#Short": short }));
  const head = lines.findIndex((line) => line.startsWith("function checkName("));
  const body = lines.findIndex((line, index) => index >= head && line.endsWith("): void {")) + 1;
  expect(lines.slice(body, body + checks.length)).toEqual(checks.map((check) => `  ${check}`));
});

test("checks the member that a union has", async () => {
  const model = minimalModel({
    "ex#Name": { type: "union", members: { short: member("Short"), any: member("smithy.api#String") } },
    "ex#Short": { type: "string", traits: { "smithy.api#length": { max: 1 } } },
  });
  const lines = await emitLines(emitServerCheck, model);
  const check = lines.indexOf('  if ("short" in value && value.short !== undefined) {');
  expect(lines[check + 1]).toBe('    checkShort(value.short, fullPath, "short", violations);');
  expect(lines.join("\n")).not.toContain('"any"');
});

test("does not check types that only outputs have", async () => {
  const model = minimalModel({
    "ex#Made": { type: "string", traits: { "smithy.api#length": { min: 1 } } },
    "ex#PutThingInput": structure({}),
    "ex#PutThingOutput": structure({ made: member("Made", required) }),
  });
  expect(await emitLines(emitServerCheck, model)).toEqual([]);
});

test("uses the linear engine for a pattern that could backtrack", async () => {
  const lines = await emitLines(
    emitServerCheck,
    withChange("ex#Name", { traits: { "smithy.api#pattern": "^(a+)+$" } }),
  );
  expect(lines).toContain('const patternName = compileLinearPattern("^(a+)+$");');
});

test.each([
  ["(?=(a+)+b)a", 'compileNfaPattern("(?=(a+)+b)a")'],
  ["^a\\_\\z", 'compilePattern("^a\\\\_\\\\z", "^a_$")'],
])("compiles %s", async (pattern, call) => {
  const model = withChange("ex#Name", { traits: { "smithy.api#pattern": pattern } });
  expect(await emitLines(emitServerCheck, model)).toContain(`const patternName = ${call};`);
});
