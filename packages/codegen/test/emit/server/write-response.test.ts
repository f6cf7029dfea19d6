import { expect, test } from "vitest";
import { emitServerWrite } from "../../../src/emit/server/write-response.ts";
import { member, minimalModel, required, structure, withChange } from "../../models.ts";
import { emitLines } from "../emit-lines.ts";

test("writes an output as a response and the structures in it as JSON; optional members only if present", async () => {
  const model = minimalModel({
    "ex#PutThingOutput": structure({
      made: member("smithy.api#Timestamp", required),
      name: member("Name"),
      owner: member("Owner"),
      maker: member("Owner", required),
    }),
    "ex#Owner": structure({ name: member("Name", required) }),
  });
  const lines = await emitLines(emitServerWrite, model);
  expect(lines.filter((line) => !/^ ?[/*]/.test(line))).toEqual([
    "export function respondPutThing(output: PutThingOutput): HttpResponse {",
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
    tag: member("smithy.api#Timestamp", { "smithy.api#httpHeader": "X-Tag" }),
    code: member("smithy.api#Integer", { "smithy.api#httpResponseCode": {} }),
    text: member("smithy.api#String", { "smithy.api#httpPayload": {} }),
  };
  const text = (await emitLines(emitServerWrite, withChange("ex#PutThingOutput", { members }))).join("\n");
  expect(text).toContain('headers["x-tag"] = httpDateToText(output.tag, "", "tag");');
  expect(text).toContain('status: output.code == null ? 200 : requireStatus(output.code, "", "code"),');
  expect(text).toContain('headers["content-type"] = "text/plain";');
  expect(text).toContain('body: output.text == null ? "" : writeString(output.text, "", "text"),');
});

test("an error with more than a message gets its own writer", async () => {
  const members = { message: member("smithy.api#String"), seconds: member("smithy.api#Integer") };
  const text = (await emitLines(emitServerWrite, withChange("ex#Refused", { members }))).join("\n");
  expect(text).toContain("export function respondRefused({ members }: Refused): HttpResponse {");
  expect(text).toContain('"x-amzn-errortype": "Refused"');
});
