import { expect, test } from "vitest";
import { emitServerWrite } from "../../../codegen/emit/server-write.ts";
import { minimalModel } from "../minimal-model.ts";
import { emitLines } from "./emit-lines.ts";

const required = { "smithy.api#required": {} };

test("outputs and the structures in them are written, each once; an optional member where it is there", async () => {
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
    "export function writeOwner(value: Owner, path: string): JsonObject {",
    "  return {",
    '    name: writeString(value.name, path, "name"),',
    "  };",
    "}",
    "export function writePutThingOutput(value: PutThingOutput, path: string): JsonObject {",
    "  return {",
    '    made: writeEpochSeconds(value.made, path, "made"),',
    '    name: value.name === undefined ? undefined : writeString(value.name, path, "name"),',
    '    owner: value.owner === undefined ? undefined : writeStructure(value.owner, path, "owner", writeOwner),',
    '    maker: writeStructure(value.maker, path, "maker", writeOwner),',
    "  };",
    "}",
  ]);
});
