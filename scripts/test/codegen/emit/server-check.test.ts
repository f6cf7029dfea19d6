import { describe, expect, test } from "vitest";
import { emitServerCheck } from "../../../codegen/emit/server-check.ts";
import { minimalModel, withChange } from "../minimal-model.ts";
import { emitLines } from "./emit-lines.ts";

describe("a string is checked for", () => {
  const documentation = "/** Checks the constraints of Name. */";
  const signature =
    "export function checkName(value: string, path: string, name: string, violations: Violation[]): void {";

  test.each([
    [{ min: 1 }, "1, undefined"],
    [{ max: 9 }, "undefined, 9"],
    [{ min: 0, max: 0 }, "0, 0"],
  ])("its length %j", async (length, limits) => {
    const model = withChange("ex#Name", { traits: { "smithy.api#length": length } });
    expect((await emitLines(emitServerCheck, model)).slice(0, 4)).toEqual([
      documentation,
      signature,
      `  checkLength(value, ${limits}, path, name, violations);`,
      "}",
    ]);
  });

  test("its pattern", async () => {
    const model = withChange("ex#Name", { traits: { "smithy.api#pattern": '^"\\d`$' } });
    expect((await emitLines(emitServerCheck, model)).slice(0, 5)).toEqual([
      "const namePattern = compilePattern('^\"\\\\d`$');",
      documentation,
      signature,
      "  checkPattern(value, namePattern, path, name, violations);",
      "}",
    ]);
  });

  test("its pattern only where its length is right", async () => {
    const traits = { "smithy.api#length": { min: 1 }, "smithy.api#pattern": "^a" };
    expect((await emitLines(emitServerCheck, withChange("ex#Name", { traits }))).slice(0, 7)).toEqual([
      'const namePattern = compilePattern("^a");',
      documentation,
      signature,
      "  if (checkLength(value, 1, undefined, path, name, violations)) {",
      "    checkPattern(value, namePattern, path, name, violations);",
      "  }",
      "}",
    ]);
  });
});

test("an input is checked member by member, each optional one where it is there", async () => {
  const required = { "smithy.api#required": {} };
  const model = minimalModel({
    "ex#Name": { type: "string", traits: { "smithy.api#length": { min: 1 } } },
    "ex#PutThingInput": {
      type: "structure",
      members: {
        free: { target: "smithy.api#String" },
        since: { target: "smithy.api#Timestamp", traits: required },
        name: { target: "ex#Name" },
        owner: { target: "ex#Owner", traits: required },
        tags: { target: "ex#Tags" },
      },
    },
    "ex#Owner": { type: "structure", members: { name: { target: "ex#Name", traits: required } } },
    // Nothing in it has a constraint: no check is made for it.
    "ex#Tags": { type: "structure", members: { first: { target: "smithy.api#String" } } },
  });
  expect((await emitLines(emitServerCheck, model)).slice(4)).toEqual([
    "/** Checks the constraints of Owner. */",
    "export function checkOwner(value: Unchecked<Owner>, path: string, violations: Violation[]): void {",
    '  if (checkRequired(value.name, path, "name", violations)) {',
    '    checkName(value.name, path, "name", violations);',
    "  }",
    "}",
    "/** Checks the constraints of PutThingInput. */",
    "export function checkPutThingInput(",
    "  value: Unchecked<PutThingInput>,",
    "  path: string,",
    "  violations: Violation[],",
    "): void {",
    '  checkRequired(value.since, path, "since", violations);',
    "  if (value.name !== undefined) {",
    '    checkName(value.name, path, "name", violations);',
    "  }",
    '  if (checkRequired(value.owner, path, "owner", violations)) {',
    `    checkOwner(value.owner, \`\${path}/owner\`, violations);`,
    "  }",
    "}",
  ]);
});

test("what is in an output alone is not checked", async () => {
  const model = minimalModel({
    "ex#Made": { type: "string", traits: { "smithy.api#length": { min: 1 } } },
    "ex#PutThingInput": { type: "structure", members: {} },
    "ex#PutThingOutput": {
      type: "structure",
      members: { made: { target: "ex#Made", traits: { "smithy.api#required": {} } } },
    },
  });
  expect(await emitLines(emitServerCheck, model)).toEqual([]);
});
