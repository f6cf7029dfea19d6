import type { AstShape, JsonAst } from "../src/model/json-ast.ts";
import { member, required, structure } from "./models.ts";

function operation(input: string, uri: string): AstShape {
  return {
    type: "operation",
    input: member(input),
    output: member("Download"),
    traits: { "smithy.api#http": { method: "POST", uri } },
  };
}

const payload = { "smithy.api#httpPayload": {} };

/** A model with streams of bytes, of which one has a known length, and a required idempotency token. */
export const streamModel: JsonAst = {
  smithy: "2.0",
  shapes: {
    "ex#Streams": {
      type: "service",
      version: "1",
      operations: [member("Upload"), member("UploadWhole")],
      traits: { "aws.protocols#restJson1": {} },
    },
    "ex#Upload": operation("UploadInput", "/upload"),
    "ex#UploadWhole": operation("UploadWholeInput", "/upload-whole"),
    "ex#UploadInput": structure({
      token: member("smithy.api#String", {
        ...required,
        "smithy.api#idempotencyToken": {},
        "smithy.api#httpHeader": "X-Token",
      }),
      data: member("Data", payload),
    }),
    "ex#UploadWholeInput": structure({ data: member("WholeData", { ...required, ...payload }) }),
    "ex#Download": structure({ data: member("Data", { ...required, ...payload }) }),
    "ex#Data": { type: "blob", traits: { "smithy.api#streaming": {} } },
    "ex#WholeData": {
      type: "blob",
      traits: { "smithy.api#streaming": {}, "smithy.api#requiresLength": {} },
    },
  },
};
