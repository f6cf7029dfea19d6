import type { AstShape } from "@eks-auth/scripts/codegen/model/json-ast.ts";
import { member, operation, structure } from "./shorthand.ts";

/** What can be a payload, by the names of the operations that have it. */
const payloads: Readonly<Record<string, string>> = {
  PutText: "#String",
  PutKind: "Kind",
  PutJson: "JsonText",
  PutBlob: "#Blob",
  PutPicture: "Picture",
  PutRequired: "Required",
  PutChoice: "Choice",
  PutDocument: "#Document",
  PutStream: "Stream",
};

/** The names of the operations that have a payload. */
export const payloadOperations: readonly string[] = Object.keys(payloads);

/** An operation for every kind of payload, with its input and output. */
export const payloadShapes: Readonly<Record<string, AstShape>> = Object.fromEntries(
  Object.entries(payloads).flatMap(([name, target]) => {
    const required = target === "Stream" ? { required: {} } : {};
    const message = structure({
      content: member(target, { httpPayload: {}, ...required }),
      tag: member("#String", { httpHeader: "X-Tag" }),
    });
    return [
      [name, operation(name, "PUT", `/payloads/${name}`)],
      [`${name}Input`, message],
      [`${name}Output`, message],
    ];
  }),
);
