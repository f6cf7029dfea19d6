import { expect, test } from "vitest";
import { emitServerCheck } from "../../src/emit/server/check.ts";
import { emitServerRead } from "../../src/emit/server/read-request.ts";
import { emitModelTypes } from "../../src/emit/types.ts";
import { parseModel } from "../../src/model/json-ast.ts";
import { member, minimalModel, structure } from "../models.ts";
import { emitLines } from "./emit-lines.ts";

const digits = "9007199254740993";

/** A model whose member has a default that a JavaScript number would round. */
function modelWith(type: string) {
  const traits = { "smithy.api#default": "DIGITS", "smithy.api#range": { max: "DIGITS" } };
  const model = minimalModel({ "ex#PutThingInput": structure({ it: member(`smithy.api#${type}`, traits) }) });
  return parseModel(JSON.stringify(model).replaceAll('"DIGITS"', digits));
}

test.each([
  ["Long", `${digits}n`],
  ["BigInteger", `${digits}n`],
  ["BigDecimal", `"${digits}"`],
  ["Double", digits],
])("a default and a limit of a %s keep their digits", async (type, printed) => {
  const model = modelWith(type);
  expect((await emitLines(emitServerRead, model)).join("\n")).toContain(
    `$it === undefined ? ${printed} : read`,
  );
  expect((await emitLines(emitServerCheck, model)).join("\n")).toContain(
    `checkRange(value, undefined, ${printed}, path, name, violations)`,
  );
  expect((await emitLines(emitModelTypes, model, "./model.ts")).join("\n")).toMatch(
    new RegExp(`\\* @defaultValue \`${digits}\``),
  );
});

test("a default of a document keeps its digits", async () => {
  const traits = { "smithy.api#default": 0 };
  const model = minimalModel({
    "ex#PutThingInput": structure({ it: member("smithy.api#Document", traits) }),
  });
  const exact = parseModel(JSON.stringify(model).replace('default":0', `default":${digits}`));
  expect((await emitLines(emitServerRead, exact)).join("\n")).toContain(`=== undefined ? ${digits} : `);
});
