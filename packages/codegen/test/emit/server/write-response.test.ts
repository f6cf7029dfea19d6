import { expect, test } from "vitest";
import { emitServerWrite } from "../../../src/emit/server/write-response.ts";
import { minimalModel, withChange } from "../../models.ts";
import { emitLines } from "../emit-lines.ts";

const required = { "smithy.api#required": {} };

test("writes an output as a response and the structures in it as JSON; optional members only if present", async () => {
  const model = minimalModel({
    "ex#PutThingOutput": {
      type: "structure",
      members: {
        made: { target: "smithy.api#Timestamp", traits: required },
        name: { target: "ex#Name" },
        owner: { target: "ex#Owner" },
        maker: { target: "ex#Owner", traits: required },
      },
    },
    "ex#Owner": { type: "structure", members: { name: { target: "ex#Name", traits: required } } },
  });
  const lines = await emitLines(emitServerWrite, model);
  expect(lines.filter((line) => !/^ ?[/*]/.test(line))).toEqual([
    "export function writePutThing(output: PutThingOutput): HttpResponse {",
    '  requireObject(output, "", "");',
    "  return {",
    "    status: 200,",
    '    headers: { "content-type": "application/json" },',
    "    body: JSON.stringify({",
    '      made: writeEpochSeconds(output.made, "", "made"),',
    '      name: output.name == null ? undefined : writeString(output.name, "", "name"),',
    '      owner: output.owner == null ? undefined : writeOwner(output.owner, "", "owner"),',
    '      maker: writeOwner(output.maker, "", "maker"),',
    "    }),",
    "  };",
    "}",
    "function writeOwner(value: Owner, path: string, name: PathSegment): JsonObject {",
    "  requireObject(value, path, name);",
    `  const fullPath = \`\${path}/\${name}\`;`,
    '  return { name: writeString(value.name, fullPath, "name") };',
    "}",
  ]);
});

test("writes headers, the status and a payload by their HTTP bindings", async () => {
  const members = {
    tag: { target: "smithy.api#Timestamp", traits: { "smithy.api#httpHeader": "X-Tag" } },
    code: { target: "smithy.api#Integer", traits: { "smithy.api#httpResponseCode": {} } },
    text: { target: "smithy.api#String", traits: { "smithy.api#httpPayload": {} } },
  };
  const text = (await emitLines(emitServerWrite, withChange("ex#PutThingOutput", { members }))).join("\n");
  expect(text).toContain('headers["x-tag"] = httpDateToText(output.tag, "", "tag");');
  expect(text).toContain('status: output.code == null ? 200 : requireStatus(output.code, "", "code"),');
  expect(text).toContain('headers["content-type"] = "text/plain";');
  expect(text).toContain('body: output.text == null ? "" : writeString(output.text, "", "text"),');
});

test("an error with more than a message gets its own writer", async () => {
  const members = { message: { target: "smithy.api#String" }, seconds: { target: "smithy.api#Integer" } };
  const text = (await emitLines(emitServerWrite, withChange("ex#Refused", { members }))).join("\n");
  expect(text).toContain("export function writeRefused({ members }: Refused): HttpResponse {");
  expect(text).toContain('"x-amzn-errortype": "Refused"');
});
