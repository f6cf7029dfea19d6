import type { AstShape, JsonAst, Traits } from "../src/model/json-ast.ts";
import { label, member, minimalModel, required, structure } from "./models.ts";

const header: Traits = { "smithy.api#eventHeader": {} };
const payload: Traits = { "smithy.api#eventPayload": {} };
const streaming: Traits = { "smithy.api#streaming": {} };

/** A member with the event stream of an input or an output. */
const stream = (target: string) => member(target, { ...required, "smithy.api#httpPayload": {} });

function union(members: AstShape["members"]): AstShape {
  return { type: "union", members: members ?? {}, traits: streaming };
}

function operation(name: string, uri: string, shapes: Partial<AstShape>): Readonly<Record<string, AstShape>> {
  return {
    [`ex#${name}`]: { type: "operation", traits: { "smithy.api#http": { method: "POST", uri } }, ...shapes },
  };
}

/**
 * A model with event streams in an input (Listen), in an output (Tell) and in both (Talk): events with headers of all
 * types, with payloads of all types and with documents, and errors.
 */
export const eventStreamModel: JsonAst = minimalModel({
  "ex#Things": {
    type: "service",
    version: "1",
    operations: ["Listen", "Tell", "Talk"].map((name) => member(name)),
    traits: { "aws.protocols#restJson1": {} },
  },
  ...operation("Listen", "/listen/{id}", { input: member("ListenInput"), output: member("ListenOutput") }),
  ...operation("Tell", "/tell", { input: member("TellInput"), output: member("TellOutput") }),
  ...operation("Talk", "/talk", {
    input: member("TalkInput"),
    output: member("TalkOutput"),
    errors: [member("Refused")],
  }),
  "ex#ListenInput": structure({ id: member("smithy.api#String", label), words: stream("Words") }),
  "ex#ListenOutput": structure({ count: member("smithy.api#Integer") }),
  "ex#TellInput": structure({ topic: member("Name", required) }),
  "ex#TellOutput": structure({
    words: member("Words", { "smithy.api#httpPayload": {} }),
    language: member("smithy.api#String", { "smithy.api#httpHeader": "x-language" }),
  }),
  "ex#TalkInput": structure({ words: stream("Words") }),
  "ex#TalkOutput": structure({ answers: stream("Answers") }),
  "ex#Words": union({
    headers: member("AllHeaders"),
    blob: member("BlobEvent"),
    text: member("TextEvent"),
    place: member("PlaceEvent"),
    choice: member("ChoiceEvent"),
    said: member("Said"),
    note: member("Note"),
    end: member("End"),
    stopped: member("Stopped"),
    plain: member("Plain"),
    bare: member("Bare"),
  }),
  "ex#Answers": union({ said: member("Said"), stopped: member("Stopped") }),
  "ex#AllHeaders": structure({
    boolean: member("smithy.api#Boolean", header),
    byte: member("smithy.api#Byte", header),
    short: member("smithy.api#Short", header),
    integer: member("smithy.api#Integer", header),
    long: member("smithy.api#Long", header),
    blob: member("smithy.api#Blob", header),
    string: member("Name", header),
    mood: member("Mood", header),
    timestamp: member("smithy.api#Timestamp", header),
  }),
  "ex#BlobEvent": structure({ bytes: member("smithy.api#Blob", { ...payload, ...required }) }),
  "ex#TextEvent": structure({ text: member("smithy.api#String", payload) }),
  "ex#PlaceEvent": structure({
    id: member("smithy.api#String", { ...header, ...required }),
    place: member("Place", payload),
  }),
  "ex#ChoiceEvent": structure({ choice: member("Choice", payload) }),
  "ex#Said": structure({ text: member("Name", required), when: member("smithy.api#Timestamp") }),
  "ex#Note": structure({
    author: member("smithy.api#String", header),
    note: member("smithy.api#String", { "smithy.api#jsonName": "n" }),
    count: member("smithy.api#Long"),
  }),
  "ex#End": structure({}),
  "ex#Place": structure({ street: member("smithy.api#String"), number: member("smithy.api#Long") }),
  "ex#Choice": { type: "union", members: { left: member("smithy.api#String"), right: member("Place") } },
  "ex#Mood": { type: "enum", members: { GOOD: member("smithy.api#Unit"), BAD: member("smithy.api#Unit") } },
  "ex#Name": { type: "string", traits: { "smithy.api#length": { min: 1, max: 20 } } },
  "ex#Stopped": structure(
    { message: member("smithy.api#String"), reason: member("smithy.api#String", { ...header, ...required }) },
    { "smithy.api#error": "client", "smithy.api#httpError": 409 },
  ),
  "ex#Bare": structure({ message: member("smithy.api#String", required) }, { "smithy.api#error": "client" }),
  "ex#Plain": structure({ message: member("smithy.api#String") }, { "smithy.api#error": "server" }),
});
