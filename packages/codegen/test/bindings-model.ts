import type { AstMember, AstShape, JsonAst, Traits } from "../src/model/json-ast.ts";
import { label, member, required, structure } from "./models.ts";

const api = "smithy.api#";
const string = `${api}String`;

/** A member of every simple type, with more traits. */
function simpleMembers(traits: (name: string) => Traits): Record<string, AstMember> {
  const types = [
    "Boolean",
    "Byte",
    "Short",
    "Integer",
    "Long",
    "BigInteger",
    "BigDecimal",
    "Float",
    "Double",
  ];
  return Object.fromEntries(
    [
      ...types.map((type) => api + type),
      string,
      "ex#Json",
      "ex#Color",
      "ex#Size",
      "ex#Epoch",
      "ex#Day",
      "ex#Moment",
    ].map((target) => {
      const name = target.replace(/^.*#/, "");
      return [name, member(target, traits(name))];
    }),
  );
}

const lists = ["Names", "Colors", "Numbers", "Days", "Moments", "Flags"];

/** In a JSON document: all simple types, and what a document can hold in addition. */
const documentMembers = {
  ...simpleMembers(() => ({})),
  blob: member(`${api}Blob`),
  free: member(`${api}Document`),
  node: member("Node"),
  choice: member("Choice"),
  choices: member("Choices"),
  names: member("Names"),
  sparse: member("SparseNames"),
  byName: member("Dates"),
  sparseByName: member("SparseDates"),
  renamed: member(string, { [`${api}jsonName`]: "__proto__" }),
  inherited: member(string, { [`${api}jsonName`]: "constructor" }),
};

const headerMembers = {
  ...simpleMembers((name) => ({ [`${api}httpHeader`]: `x-${name}` })),
  ...Object.fromEntries(lists.map((name) => [name, member(name, { [`${api}httpHeader`]: `x-${name}` })])),
  others: member("Others", { [`${api}httpPrefixHeaders`]: "x-other-" }),
};

const payloads: Readonly<Record<string, string>> = {
  Text: string,
  Bytes: `${api}Blob`,
  Enum: "Color",
  Structure: "Node",
  Union: "Choice",
  Free: `${api}Document`,
  Picture: "Picture",
};

function operation(name: string, uri: string): AstShape {
  return {
    type: "operation",
    input: member(`${name}Input`),
    output: member(`${name}Output`),
    errors: [member("Refused")],
    traits: { [`${api}http`]: { method: "POST", uri } },
  };
}

const payloadShapes = Object.entries(payloads).flatMap(([name, target]): [string, AstShape][] => {
  const message = structure({ it: member(target, { [`${api}httpPayload`]: {} }) });
  return [
    [`ex#Put${name}`, operation(`Put${name}`, `/payloads/${name}`)],
    [`ex#Put${name}Input`, message],
    [`ex#Put${name}Output`, message],
  ];
});

const names = [
  "Document",
  "Headers",
  "Query",
  "Params",
  "Labels",
  ...Object.keys(payloads).map((name) => `Put${name}`),
];

/** A model with operations whose inputs and outputs have members of every type in every place of a request and a response. */
export const bindingsModel: JsonAst = {
  smithy: "2.0",
  shapes: {
    "ex#Bindings": {
      type: "service",
      version: "1",
      operations: names.map((name) => member(name)),
      traits: { "aws.protocols#restJson1": {} },
    },
    "ex#Document": operation("Document", "/document"),
    "ex#DocumentInput": structure(documentMembers),
    "ex#DocumentOutput": structure(documentMembers),
    "ex#Headers": operation("Headers", "/headers"),
    "ex#HeadersInput": structure(headerMembers),
    "ex#HeadersOutput": structure({
      ...headerMembers,
      status: member(`${api}Integer`, { ...required, [`${api}httpResponseCode`]: {} }),
    }),
    "ex#Query": operation("Query", "/query?kind=all&plain"),
    "ex#QueryInput": structure({
      ...simpleMembers((name) => ({ [`${api}httpQuery`]: name })),
      ...Object.fromEntries(lists.map((name) => [name, member(name, { [`${api}httpQuery`]: name })])),
    }),
    "ex#QueryOutput": structure({}),
    "ex#Params": operation("Params", "/params"),
    "ex#ParamsInput": structure({ others: member("Others", { [`${api}httpQueryParams`]: {} }) }),
    "ex#ParamsOutput": structure({}),
    "ex#Labels": operation(
      "Labels",
      `/labels/${Object.keys(simpleMembers(() => ({})))
        .map((name) => `{${name}}`)
        .join("/")}/{greedy+}`,
    ),
    "ex#LabelsInput": structure({ ...simpleMembers(() => label), greedy: member(string, label) }),
    "ex#LabelsOutput": structure({}),
    ...Object.fromEntries(payloadShapes),

    "ex#Node": structure({ name: member(string), size: member(`${api}Long`), next: member("Node") }),
    "ex#Choice": {
      type: "union",
      members: {
        text: member(string),
        node: member("Node"),
        nothing: member(`${api}Unit`),
        when: member("Day"),
      },
    },
    "ex#Choices": { type: "list", member: member("Choice") },
    "ex#Json": { type: "string", traits: { [`${api}mediaType`]: "application/json" } },
    "ex#Picture": { type: "blob", traits: { [`${api}mediaType`]: "image/png" } },
    "ex#Color": {
      type: "enum",
      members: {
        RED: member(`${api}Unit`, { [`${api}enumValue`]: "red" }),
        BLUE: member(`${api}Unit`, { [`${api}enumValue`]: "light, blue" }),
      },
    },
    "ex#Size": { type: "intEnum", members: { ONE: member(`${api}Unit`, { [`${api}enumValue`]: 1 }) } },
    "ex#Epoch": { type: "timestamp", traits: { [`${api}timestampFormat`]: "epoch-seconds" } },
    "ex#Day": { type: "timestamp", traits: { [`${api}timestampFormat`]: "http-date" } },
    "ex#Moment": { type: "timestamp", traits: { [`${api}timestampFormat`]: "date-time" } },
    "ex#Names": { type: "list", member: member(string) },
    "ex#Colors": { type: "list", member: member("Color") },
    "ex#Numbers": { type: "list", member: member(`${api}Double`) },
    "ex#Days": { type: "list", member: member("Day") },
    "ex#Moments": { type: "list", member: member("Moment") },
    "ex#Flags": { type: "list", member: member(`${api}Boolean`) },
    "ex#SparseNames": { type: "list", member: member(string), traits: { [`${api}sparse`]: {} } },
    "ex#Others": { type: "map", key: member(string), value: member(string) },
    "ex#Dates": { type: "map", key: member(string), value: member("Moment") },
    "ex#SparseDates": {
      type: "map",
      key: member(string),
      value: member("Moment"),
      traits: { [`${api}sparse`]: {} },
    },
    "ex#Refused": structure(
      {
        message: member(string),
        seconds: member(`${api}Long`),
        node: member("Node"),
        when: member("Day", { [`${api}httpHeader`]: "x-when" }),
        code: member(string, { [`${api}httpHeader`]: "x-code" }),
      },
      { [`${api}error`]: "client", [`${api}httpError`]: 409 },
    ),
  },
};
