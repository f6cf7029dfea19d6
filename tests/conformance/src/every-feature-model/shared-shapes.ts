import type { AstShape } from "@eks-auth/codegen";
import { list, map, member, simple, structure, traits } from "./builders.ts";

/** The simple types, by the name of their member in messages. */
export const simpleTypes: Readonly<Record<string, string>> = {
  text: "#String",
  flag: "#Boolean",
  tiny: "#Byte",
  small: "#Short",
  whole: "#Integer",
  long: "#Long",
  big: "#BigInteger",
  decimal: "#BigDecimal",
  single: "#Float",
  double: "#Double",
  kind: "Kind",
  level: "Level",
  moment: "#Timestamp",
  dateTime: "DateTime",
  httpDate: "HttpDate",
  epochSeconds: "EpochSeconds",
};

/** The shapes that several operations use. */
export const sharedShapes: Readonly<Record<string, AstShape>> = {
  Kind: {
    type: "enum",
    members: {
      PLAIN: { target: "smithy.api#Unit", traits: traits({ enumValue: "plain" }) },
      FANCY: { target: "smithy.api#Unit", traits: traits({ enumValue: "fancy one" }) },
    },
  },
  Level: {
    type: "intEnum",
    members: {
      LOW: { target: "smithy.api#Unit", traits: traits({ enumValue: 1 }) },
      HIGH: { target: "smithy.api#Unit", traits: traits({ enumValue: -7 }) },
    },
  },
  DateTime: simple("timestamp", { timestampFormat: "date-time" }),
  HttpDate: simple("timestamp", { timestampFormat: "http-date" }),
  EpochSeconds: simple("timestamp", { timestampFormat: "epoch-seconds" }),
  JsonText: simple("string", { mediaType: "application/json" }),
  Picture: simple("blob", { mediaType: "image/png" }),
  Stream: simple("blob", { streaming: {} }),

  Strings: list("#String"),
  SparseStrings: list("#String", { sparse: {} }),
  Longs: list("#Long"),
  Decimals: list("#BigDecimal"),
  Blobs: list("#Blob"),
  Documents: list("#Document"),
  UniqueStrings: list("#String", { uniqueItems: {} }),
  UniqueTrees: list("Tree", { uniqueItems: {} }),
  Matrix: list("Longs"),
  Trees: list("Tree"),
  StringMap: map("#String", "#String"),
  SparseStringMap: map("#String", "#String", { sparse: {} }),
  KindMap: map("Kind", "#BigInteger"),
  TreeMap: map("#String", "Tree"),
  ListMap: map("#String", "Strings"),

  Tree: structure({
    label: member("#String"),
    weight: member("#Long"),
    children: member("Trees"),
    named: member("TreeMap"),
    choice: member("Choice"),
  }),
  Choice: {
    type: "union",
    members: {
      text: member("#String", { jsonName: "_text" }),
      number: member("#BigDecimal"),
      moment: member("#Timestamp"),
      bytes: member("#Blob"),
      tree: member("Tree"),
      names: member("Strings"),
      free: member("#Document"),
      nothing: member("#Unit"),
    },
  },
  Required: structure({
    name: member("#String", { required: {}, jsonName: "Name-1" }),
    choice: member("Choice"),
    count: member("#Long"),
  }),
};

/** Constraints on every type that can have them. */
export const constrainedShapes: Readonly<Record<string, AstShape>> = {
  ShortText: simple("string", { length: { min: 1, max: 12 } }),
  SafePattern: simple("string", { pattern: "^[A-Za-z0-9_-]+$" }),
  EvilPattern: simple("string", { pattern: "^([a-z]+)+$" }),
  EvilAlternatives: simple("string", { pattern: "^(a|a|b)*$", length: { max: 100_000 } }),
  ShortBlob: simple("blob", { length: { max: 16 } }),
  SmallByte: simple("byte", { range: { min: -3, max: 3 } }),
  SmallLong: simple("long", { range: { min: -10 } }),
  SmallBig: simple("bigInteger", { range: { max: 1000 } }),
  SmallDecimal: simple("bigDecimal", { range: { min: -2, max: 2 } }),
  SmallDouble: simple("double", { range: { min: 0, max: 1 } }),
  ShortList: list("ShortText", { length: { max: 4 } }),
  ShortMap: map("SafePattern", "SmallByte", { length: { min: 1, max: 3 } }),
  UniqueDates: list("DateTime", { uniqueItems: {} }),
  UniqueDocuments: list("Required", { uniqueItems: {} }),
  Nested: structure({ inner: member("Required", { required: {} }), list: member("ShortList") }),
  CheckConstraintsInput: structure({
    text: member("ShortText", { required: {} }),
    safe: member("SafePattern"),
    evil: member("EvilPattern"),
    alternatives: member("EvilAlternatives"),
    blob: member("ShortBlob"),
    tiny: member("SmallByte"),
    long: member("SmallLong"),
    big: member("SmallBig"),
    decimal: member("SmallDecimal"),
    double: member("SmallDouble"),
    list: member("ShortList"),
    map: member("ShortMap"),
    kinds: member("KindMap"),
    strings: member("UniqueStrings"),
    trees: member("UniqueTrees"),
    dates: member("UniqueDates"),
    documents: member("UniqueDocuments"),
    nested: member("Nested"),
    // Names in JSON that every object inherits.
    made: member("ShortText", { jsonName: "constructor" }),
    shown: member("SmallByte", { jsonName: "toString" }),
    headerText: member("ShortText", { httpHeader: "x-text" }),
    queryEvil: member("EvilPattern", { httpQuery: "evil" }),
  }),
  CheckConstraintsOutput: structure({ made: member("#String", { jsonName: "constructor" }) }),
};
