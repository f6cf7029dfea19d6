import type { AstMember, AstShape, Traits } from "@eks-auth/codegen";
import { member, operation, structure } from "./builders.ts";
import { simpleTypes } from "./shared-shapes.ts";

type Members = Record<string, AstMember>;

const everything: Members = {
  ...simpleMembers(() => ({})),
  bytes: member("#Blob"),
  free: member("#Document"),
  json: member("JsonText"),
  renamed: member("#String", { jsonName: "re-named" }),
  ownFormat: member("#Timestamp", { timestampFormat: "http-date" }),
  strings: member("Strings"),
  sparseStrings: member("SparseStrings"),
  decimals: member("Decimals"),
  blobs: member("Blobs"),
  documents: member("Documents"),
  matrix: member("Matrix"),
  uniqueStrings: member("UniqueStrings"),
  map: member("StringMap"),
  sparseMap: member("SparseStringMap"),
  kinds: member("KindMap"),
  choice: member("Choice"),
  tree: member("Tree"),
  defaultText: member("#String", { default: "default" }),
  defaultFlag: member("#Boolean", { default: false }),
  defaultLong: member("#Long", { default: 42 }),
  defaultDouble: member("#Double", { default: 0.5 }),
  defaultKind: member("Kind", { default: "plain" }),
  defaultList: member("Strings", { default: [] }),
  defaultMap: member("StringMap", { default: {} }),
};

const headers: Members = {
  ...simpleMembers((name) => ({ httpHeader: `X-${name}` })),
  json: member("JsonText", { httpHeader: "X-Json" }),
  texts: member("Strings", { httpHeader: "X-Texts" }),
  longs: member("Longs", { httpHeader: "X-Longs" }),
  decimals: member("Decimals", { httpHeader: "X-Decimals" }),
  flags: member("Flags", { httpHeader: "X-Flags" }),
  moments: member("Moments", { httpHeader: "X-Moments" }),
  dateTimes: member("DateTimes", { httpHeader: "X-Date-Times" }),
  kinds: member("Kinds", { httpHeader: "X-Kinds" }),
  extra: member("StringMap", { httpPrefixHeaders: "X-Extra-" }),
  note: member("#String"),
};

/** The inputs and outputs of operations, except those with constraints or payloads. */
export const messageShapes: Readonly<Record<string, AstShape>> = {
  Flags: { type: "list", member: member("#Boolean") },
  Moments: { type: "list", member: member("#Timestamp") },
  DateTimes: { type: "list", member: member("DateTime") },
  Kinds: { type: "list", member: member("Kind") },
  PutEverythingInput: structure(everything),
  PutEverythingOutput: structure(everything),
  PutHeadersInput: structure(headers),
  PutHeadersOutput: structure(headers),
  GetLabelsInput: structure({
    ...simpleMembers(() => ({ required: {}, httpLabel: {} })),
    rest: member("#String", { required: {}, httpLabel: {} }),
  }),
  GetLabelsOutput: structure({
    status: member("#Integer", { httpResponseCode: {} }),
    text: member("#String"),
  }),
  GetQueryInput: structure({
    ...simpleMembers((name) => ({ httpQuery: name })),
    texts: member("Strings", { httpQuery: "texts" }),
    longs: member("Longs", { httpQuery: "longs" }),
    moments: member("Moments", { httpQuery: "moments" }),
  }),
  GetQueryOutput: structure({}),
  GetParamsInput: structure({ params: member("StringMap", { httpQueryParams: {} }) }),
  GetParamsOutput: structure({}),
  GetParamListsInput: structure({ params: member("ListMap", { httpQueryParams: {} }) }),
  GetParamListsOutput: structure({}),
  GetMixedParamsInput: structure({
    own: member("#Long", { httpQuery: "own" }),
    params: member("StringMap", { httpQueryParams: {} }),
  }),
  GetMixedParamsOutput: structure({}),
};

/** A member of each simple type. */
function simpleMembers(traitsOf: (name: string) => Traits): Members {
  return Object.fromEntries(
    Object.entries(simpleTypes).map(([name, target]) => [name, member(target, traitsOf(name))]),
  );
}

/** A path with a label of each simple type. */
export const labelPath: string = Object.keys(simpleTypes)
  .map((name) => `/{${name}}`)
  .join("");

/** The types that can be a payload, by the name of the operation. */
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
