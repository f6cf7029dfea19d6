import { expect, test } from "vitest";
import { pruneModel } from "../../src/smithy/prune-model.ts";

function print(shapes: Readonly<Record<string, object>>): string {
  return `${JSON.stringify({ smithy: "2.0", shapes }, null, 4)}\n`;
}

const api = {
  "a#Api": { type: "service", operations: [{ target: "a#Get" }], traits: { "x.y#known": {} } },
  "a#Get": { type: "operation", output: { target: "a#Out" } },
  "a#Out": { type: "structure", members: { text: { target: "a#Text" } } },
  "a#Text": { type: "string" },
};
const definitions = {
  "x.y#known": {
    type: "structure",
    members: { a: { target: "x.y#Part" } },
    traits: { "smithy.api#trait": {} },
  },
  "x.y#Part": { type: "list", member: { target: "a#Text" } },
};
const isKnown = (trait: string) => trait === "x.y#known";

test("definitions of traits are removed with the shapes that only they use", () => {
  const { text, model, dropped } = pruneModel(print({ ...api, ...definitions }), isKnown);
  expect(text).toBe(print(api));
  expect(model).toEqual(JSON.parse(text));
  expect(dropped).toEqual(new Map());
});

test("suppressions are removed from the metadata, and other metadata stays", () => {
  const given = { smithy: "2.0", metadata: { suppressions: [], severityOverrides: [], own: 1 }, shapes: api };
  expect(JSON.parse(pruneModel(JSON.stringify(given), isKnown).text)).toEqual({
    ...given,
    metadata: { own: 1 },
  });
  const { own: _, ...rest } = given.metadata;
  expect(pruneModel(JSON.stringify({ ...given, metadata: rest }), isKnown).text).toBe(print(api));
});

test("numbers keep all their digits", () => {
  const text = print(api).replace(
    '"type": "string"',
    '"type": "string", "traits": {"smithy.api#range": 9223372036854775807}',
  );
  expect(pruneModel(text, isKnown).text).toContain('"smithy.api#range": 9223372036854775807');
});

test("traits that no model defines are removed from shapes and members, and listed", () => {
  const traits = { "v.w#unknown": {}, "smithy.api#required": {}, "smithy.test#smokeTests": [] };
  const given = {
    ...api,
    "a#Get": { ...api["a#Get"], traits },
    "a#Out": { type: "structure", members: { text: { target: "a#Text", traits } } },
  };
  const { model, dropped } = pruneModel(print(given), (trait) => trait !== "v.w#unknown");
  expect(model.shapes["a#Get"]?.traits).toEqual({ "smithy.api#required": {} });
  expect(dropped).toEqual(
    new Map([
      ["v.w#unknown", ["a#Get", "a#Out$text"]],
      ["smithy.test#smokeTests", ["a#Get", "a#Out$text"]],
    ]),
  );
});

test("an undefined trait in the model's own namespace is an error", () => {
  const given = { ...api, "a#Text": { type: "string", traits: { "a#lenght": {} } } };
  expect(() => pruneModel(print(given), isKnown)).toThrow(
    expect.objectContaining({
      code: "unknown_trait",
      message:
        "a#Text: the trait a#lenght is not defined. Correct its name, import it with `use`, or define it.",
    }),
  );
});
