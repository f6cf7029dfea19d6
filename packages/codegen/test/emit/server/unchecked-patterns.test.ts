import { describe, expect, test } from "vitest";
import { emitStub } from "../../../src/emit/server/stub.ts";
import { emitUncheckedPatterns } from "../../../src/emit/server/unchecked-patterns.ts";
import { resolveService } from "../../../src/model/resolve-service.ts";
import { eventStreamModel } from "../../event-stream-model.ts";
import { label, member, minimalModel, structure, withTrait } from "../../models.ts";

const pattern = "(a|`)\\1";
const broken = { "smithy.api#pattern": pattern };
const length = { "smithy.api#length": { max: 3 } };
const model = minimalModel({
  "ex#Name": { type: "string", traits: { ...broken, ...length } },
  "ex#Code": { type: "string", traits: broken },
  "ex#Valid": { type: "string", traits: { "smithy.api#pattern": "^a$" } },
  "ex#Codes": { type: "list", member: member("Code"), traits: length },
  "ex#PutThingInput": structure({
    id: member("smithy.api#String", label),
    name: member("Name"),
    code: member("Code"),
    codes: member("Codes"),
    overridden: member("Valid", broken),
    corrected: member("Code", { "smithy.api#pattern": "^b$" }),
  }),
});

describe("with --patterns skip", () => {
  const service = resolveService(model, "skip");
  const files = emitStub(service, "@eks-auth/server-runtime");

  test("patterns that can't be matched are listed with the reason", () => {
    const reason = expect.stringMatching(
      /^can take .* Backreferences can't be matched in linear time\. Rewrite/,
    );
    expect(service.uncheckedPatterns).toEqual(
      ["ex#Code", "ex#Name", "ex#PutThingInput$overridden"].map((id) => ({ id, text: pattern, reason })),
    );
    const text = emitUncheckedPatterns(service).get("unchecked-patterns.md");
    expect(text).toMatch(/^# Patterns of Things that are not checked\n/);
    expect(text).toContain(`## ex#Code\n\n\`\`\`\n${pattern}\n\`\`\`\n\nIt can take`);
  });

  test("patterns without a translation are known", () => {
    const others = withTrait("ex#Name", "smithy.api#pattern", "\\X");
    const translated = withTrait("ex#Name", "smithy.api#pattern", "\\_");
    expect(resolveService(others, "skip").translatedPatterns).toEqual(new Map([["\\X", undefined]]));
    expect(resolveService(translated).translatedPatterns).toEqual(new Map([["\\_", "_"]]));
    expect(service.translatedPatterns).toEqual(new Map());
  });

  test("only the other constraints are checked", () => {
    const check = files.get("check.ts") ?? "";
    expect(check.match(/Pattern\("[^"]*"\)/g)).toEqual(['Pattern("^b$")']);
    expect(check.match(/checkLength/g)?.length).toBeGreaterThan(1);
  });

  test("comments say what is not checked", () => {
    const check = files.get("check.ts") ?? "";
    expect(check.match(/\/\/ .*/g)?.filter((line) => line.includes("pattern"))).toEqual([
      "// name: the pattern of ex#Name is not checked, see unchecked-patterns.md.",
      "// code: the pattern of ex#Code is not checked, see unchecked-patterns.md.",
      "// overridden: the pattern of ex#PutThingInput$overridden is not checked, see unchecked-patterns.md.",
      "// Code: the pattern of ex#Code is not checked, see unchecked-patterns.md.",
    ]);
  });
});

test("without it the model is rejected, and the message names the option", () => {
  expect(() => resolveService(model)).toThrow(
    /^The model has 3 problems:\n(.*With --patterns skip it is left unchecked\.\n?){3}$/,
  );
});

test("a pattern that only outputs have is no problem, because outputs are not checked", () => {
  const output = minimalModel({
    "ex#Code": { type: "string", traits: broken },
    "ex#PutThingOutput": structure({ code: member("Code") }),
  });
  expect(resolveService(output).uncheckedPatterns).toEqual([]);
});

test("a model whose patterns are all checked has no list", () => {
  expect(emitUncheckedPatterns(resolveService(minimalModel()))).toEqual(new Map());
});

test("the events of an input are checked, so their patterns are listed", () => {
  const shapes = {
    ...eventStreamModel.shapes,
    "ex#Said": structure({ text: member("Word") }),
    "ex#Word": { type: "string", traits: broken },
  };
  const events = { ...eventStreamModel, shapes };
  expect(resolveService(events, "skip").uncheckedPatterns).toMatchObject([{ id: "ex#Word", text: pattern }]);
  expect(() => resolveService(events)).toThrow("With --patterns skip it is left unchecked.");
});

test("inputs that are nested deeper than the stack are searched, too", () => {
  const depth = 20_000;
  const chain = Array.from({ length: depth }, (_, index) => [
    `ex#Part${index}`,
    structure({ next: member(index + 1 < depth ? `Part${index + 1}` : "Name") }),
  ]);
  const deep = minimalModel({
    ...Object.fromEntries(chain),
    "ex#Name": { type: "string", traits: broken },
    "ex#PutThingInput": structure({ id: member("smithy.api#String", label), part: member("Part0") }),
  });
  expect(resolveService(deep, "skip").uncheckedPatterns).toMatchObject([{ id: "ex#Name" }]);
});
