import { describe, expect, test } from "vitest";
import { correctDocumentation } from "../../src/emit/client-documentation.ts";
import type { AstShape } from "../../src/model/json-ast.ts";
import { resolveService } from "../../src/model/resolve-service.ts";
import { member, minimalModel, structure } from "../models.ts";

const commandPath = "src/commands/PutThingCommand.ts";

/** A model with an example of its operation, whose input and output have a time in each kind of shape. */
function modelWith(example: object) {
  const operation = minimalModel().shapes["ex#PutThing"] as AstShape;
  return minimalModel({
    "ex#PutThing": { ...operation, traits: { ...operation.traits, "smithy.api#examples": [example] } },
    "ex#PutThingInput": structure({ id: member("smithy.api#String"), since: member("Day") }, {}),
    "ex#PutThingOutput": structure({
      made: member("smithy.api#Timestamp"),
      name: member("Name"),
      days: member("Days"),
      byKey: member("DayByKey"),
    }),
    "ex#Day": { type: "timestamp", traits: { "smithy.api#timestampFormat": "date-time" } },
    "ex#Days": { type: "list", member: member("Day") },
    "ex#DayByKey": { type: "map", key: member("smithy.api#String"), value: member("Day") },
  });
}

function makeBlock(input: string, response: string): string {
  return `/**
 * @example A title
 * \`\`\`javascript
 * const input = ${input};
 * const command = new PutThingCommand(input);
 * const response = await client.send(command);
 * /* response is
${response}
 * *\\/
 * \`\`\`
 *
 * @public
 */
export class PutThingCommand {}
`;
}

/** Corrects a command whose comment has the block. The label of its path is left out, which the official generator checks. */
function correctCommand(example: object, block: string): string | undefined {
  const model = modelWith({ title: "A title", ...example });
  const service = resolveService(minimalModel());
  return correctDocumentation(new Map([[commandPath, block]]), service, model).get(commandPath);
}

describe("an example of an error", () => {
  const block = makeBlock('{\n *   id: "a"\n * }', " * { /* metadata only *\\/ }");

  test("throws, with the message of the model", () => {
    const error = { shapeId: "ex#Refused", content: { message: "No */\nNever" } };
    expect(correctCommand({ input: { id: "a" }, error }, block)).toBe(`/**
 * @example A title
 * \`\`\`javascript
 * const input = {
 *   id: "a"
 * };
 * const command = new PutThingCommand(input);
 * await client.send(command);
 * // Throws Refused: No *\\/
 * // Never
 * \`\`\`
 *
 * @public
 */
export class PutThingCommand {}
`);
  });

  test("throws without a message", () => {
    expect(correctCommand({ error: { shapeId: "ex#Refused" } }, block)).toContain(" * // Throws Refused\n");
  });
});

test("times of an example are dates, in each kind of shape", () => {
  const example = {
    input: { id: "a", since: "1985-04-12T23:20:50.52Z" },
    output: { made: 1.5, name: "b", days: ["2026-01-01T00:00:00Z"], byKey: { "a b": 0, c: null } },
  };
  const block = makeBlock('{\n *   id: "a",\n *   since: "1985"\n * }', " * {\n *   made: 1.5\n * }");
  expect(correctCommand(example, block)).toBe(
    makeBlock(
      '{\n *   id: "a",\n *   since: new Date("1985-04-12T23:20:50.520Z")\n * }',
      ` * {
 *   byKey: {
 *     "a b": new Date("1970-01-01T00:00:00.000Z"),
 *     c: null
 *   },
 *   days: [
 *     new Date("2026-01-01T00:00:00.000Z")
 *   ],
 *   made: new Date("1970-01-01T00:00:01.500Z"),
 *   name: "b"
 * }`,
    ),
  );
});

test("large integers next to a time keep their digits", () => {
  const output = { made: 0, sizes: [9007199254740993n] };
  const block = makeBlock("{}", " * { made: 0 }");
  expect(correctCommand({ output }, block)).toContain(" *   sizes: [9007199254740993]\n");
});

test.each([
  ["has no time", { input: { id: "a" }, output: { name: "b" } }, "A title"],
  ["has another title", { error: { shapeId: "ex#Refused" } }, "Another"],
  ["has a time that isn't one", { output: { made: "soon" } }, "A title"],
])("an example that %s stays as it is", (_, example, title) => {
  const block = makeBlock('{\n *   id: "a"\n * }', " * { name: 1 }").replace("A title", title);
  expect(correctCommand(example, block)).toBe(block);
});

test("an error has its status and whether clients retry, with other text or without", () => {
  const text = `/**
 * Not allowed.
 * @public
 */
export class Refused extends __BaseException {}
/**
 * @public
 */
export class Refused extends __BaseException {}
/**
 * @public
 */
export class Unknown extends __BaseException {}
`;
  const files = correctDocumentation(
    new Map([["src/models/errors.ts", text]]),
    resolveService(minimalModel()),
    minimalModel(),
  );
  expect(files.get("src/models/errors.ts")).toBe(`/**
 * Not allowed.
 *
 * HTTP status 400. Clients do not retry it.
 * @public
 */
export class Refused extends __BaseException {}
/**
 * HTTP status 400. Clients do not retry it.
 * @public
 */
export class Refused extends __BaseException {}
/**
 * @public
 */
export class Unknown extends __BaseException {}
`);
});
