import { stripTypeScriptTypes } from "node:module";
import { allEqual, anyEqual, project } from "@eks-auth/client-runtime";
import { describe, expect, test } from "vitest";
import { compileExpression } from "../../../src/emit/client-light/compile-expression.ts";
import type { Value } from "../../../src/emit/client-light/expression-types.ts";
import { parseExpression } from "../../../src/jmespath/parse.ts";
import { resolveService } from "../../../src/model/resolve-service.ts";
import { SourceFile } from "../../../src/print/source-file.ts";
import { member, minimalModel, required, structure } from "../../models.ts";

const model = minimalModel({
  "ex#PutThingOutput": structure({
    status: member("Status"),
    state: member("Status", required),
    closed: member("smithy.api#Boolean"),
    count: member("smithy.api#Integer"),
    bytes: member("smithy.api#Long"),
    made: member("smithy.api#Timestamp"),
    part: member("Part"),
    parts: member("Parts"),
    names: member("Names", required),
    sparse: member("SparseNames"),
    nested: member("Nested"),
    tags: member("Tags"),
    choice: member("Choice"),
    level: member("Level"),
  }),
  "ex#Status": {
    type: "enum",
    members: Object.fromEntries(
      ["ON", "OFF"].map((name) => [
        name,
        { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": name } },
      ]),
    ),
  },
  "ex#Level": {
    type: "intEnum",
    members: { ONE: { target: "smithy.api#Unit", traits: { "smithy.api#enumValue": 1 } } },
  },
  "ex#Part": structure({
    name: member("smithy.api#String"),
    parts: member("Parts"),
    ready: member("smithy.api#Boolean", required),
  }),
  "ex#Parts": { type: "list", member: member("Part") },
  "ex#Names": { type: "list", member: member("smithy.api#String") },
  "ex#SparseNames": {
    type: "list",
    member: member("smithy.api#String"),
    traits: { "smithy.api#sparse": {} },
  },
  "ex#Nested": { type: "list", member: member("Names") },
  "ex#Tags": { type: "map", key: member("smithy.api#String"), value: member("smithy.api#String") },
  "ex#Choice": { type: "union", members: { text: member("smithy.api#String"), part: member("Part") } },
});

const [operation] = resolveService(model).operations;
const output: Value = {
  type: { kind: "structure", members: operation?.output?.members ?? [] },
  code: "output",
  isOptional: false,
};

/** Compiles an expression to JavaScript. */
function compile(text: string): string {
  const file = new SourceFile("a.ts");
  file.print`const result = ${compileExpression(parseExpression(text), output).code};`;
  const source = file.render(() => "runtime", false);
  return stripTypeScriptTypes(/const result = ([\s\S]*);\n$/.exec(source)?.[1] ?? "");
}

/** Compiles an expression and evaluates it on an output. */
function evaluate(text: string, value: object): unknown {
  const run = new Function("output", "project", "allEqual", "anyEqual", `return ${compile(text)};`);
  return run({ names: [], state: "ON", ...value }, project, allEqual, anyEqual);
}

const parts = [
  { name: "a", ready: true, parts: [{ name: "x", ready: false }, { ready: true }] },
  { ready: false },
  { name: "b", ready: false, parts: [{ name: "y", ready: true }] },
];

test.each<[expression: string, output: object, result: unknown]>([
  ["status", { status: "ON" }, "ON"],
  ["part.name", { part: { name: "a" } }, "a"],
  ["part.name", {}, undefined],
  ["status == 'ON'", { status: "ON" }, true],
  ["status == 'ON'", {}, false],
  ["status != 'ON'", {}, true],
  ["state != 'ON' && state != 'OFF'", {}, false],
  ["'ON' == state", {}, true],
  ["status == 'REMOVED'", { status: "ON" }, false],
  ["status != 'REMOVED'", { status: "ON" }, true],
  ["level == `1`", { level: 1 }, true],
  ["level == `2`", { level: 1 }, false],
  ["count == `2`", { count: 2 }, true],
  ["count == `2`", {}, false],
  ["bytes == `2`", { bytes: 2n }, true],
  ["bytes == `2.5`", { bytes: 2n }, false],
  ["bytes > `1`", { bytes: 2n }, true],
  ["count >= `0`", { count: 0 }, true],
  ["count >= `0`", {}, false],
  ["count < `0`", {}, false],
  ["closed == `true`", { closed: true }, true],
  ["closed == `null`", {}, true],
  ["closed != `null`", { closed: false }, true],
  ["state == `null`", {}, false],
  ["part.name == status", { part: {} }, "unsupported"],
  ["part.name == choice.text", { part: { name: "a" }, choice: { text: "a" } }, true],
  ["!closed", { closed: false }, true],
  ["!closed", { closed: true }, false],
  ["!part.name", { part: { name: "" } }, true],
  ["!count", { count: 0 }, false],
  ["!count", {}, true],
  ["!names", {}, true],
  ["!parts", {}, true],
  ["!parts", { parts: [{}] }, false],
  ["closed || state == 'OFF'", { closed: true }, true],
  ["parts[0].name", { parts }, "a"],
  ["parts[-1].name", { parts }, "b"],
  ["parts[5].name", { parts }, undefined],
  ["parts[0].name", {}, undefined],
  ["names[0]", { names: ["n"] }, "n"],
  ["parts[*].name", { parts }, ["a", "b"]],
  ["parts[].name", {}, undefined],
  ["parts[].parts[].name", { parts }, ["x", "y"]],
  ["parts[].parts[]", { parts: [{ parts: [{ name: "x" }] }] }, [{ name: "x" }]],
  ["parts[].parts", { parts }, [parts[0]?.parts, parts[2]?.parts]],
  ["nested[]", { nested: [["a"], ["b", "c"]] }, ["a", "b", "c"]],
  ["nested[*][0]", { nested: [["a"], ["b", "c"], []] }, ["a", "b"]],
  ["sparse[]", { sparse: ["a", null] }, ["a"]],
  ["names[]", { names: ["a"] }, ["a"]],
  ["parts[?ready].name", { parts }, ["a"]],
  ["parts[?name == 'b' || parts].name", { parts }, "unsupported"],
  ["parts[?name == 'b'].parts[].name", { parts }, ["y"]],
  ["parts[?parts[?ready]].name", { parts }, ["a", "b"]],
  ["parts[?ready].name | [0]", { parts }, "a"],
  ["length(parts)", { parts }, 3],
  ["length(parts[?!ready]) == `2`", { parts }, true],
  ["length(parts) > `0`", {}, false],
  ["length(parts) >= `0`", {}, false],
  ["contains(names, 'a')", { names: ["a"] }, true],
  ["contains(parts[].name, 'a')", {}, false],
  ["contains(part.name, 'a')", { part: { name: "cat" } }, true],
  ["contains(part.name, 'a')", {}, false],
  ["tags.color", { tags: { color: "red" } }, "red"],
  ["tags.color", {}, undefined],
  ["keys(tags)", { tags: { color: "red" } }, ["color"]],
  ["keys(tags)", {}, []],
  ["choice.text", { choice: { text: "t" } }, "t"],
  ["choice.part.name", { choice: { text: "t" } }, undefined],
])("%s of %o is %o", (expression, value, result) => {
  if (result === "unsupported") {
    expect(() => compile(expression)).toThrow();
  } else {
    expect(evaluate(expression, value)).toEqual(result);
  }
});

describe("refuses", () => {
  test.each([
    ["other", "there is no member other"],
    ["status.other", "there is no member other"],
    ["count[0]", "it uses a number as a list"],
    ["part[]", "it uses a structure as a list"],
    ["status > `1`", "it uses a string as a number"],
    ["status || 'x'", "it combines values that are not booleans"],
    ["!part", "it takes a value of the kind structure as a condition"],
    ["!made", "it takes a value of the kind other as a condition"],
    ["made == part.name", "it compares a value of another type with a string"],
    ["length(part)", "it calls length with a structure"],
    ["length(part.name)", "it calls length with a string"],
    ["contains(names, status)", "it calls contains with a list"],
    ["max_by(parts, 'x')", "it calls max_by with a list"],
    ["now()", "it calls now"],
  ])("%s", (expression, message) => {
    expect(() => compile(expression)).toThrow(message);
  });
});
