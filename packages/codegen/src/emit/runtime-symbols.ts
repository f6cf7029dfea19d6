import type * as runtime from "@eks-auth/server-runtime";
import type { ListType, MapType, NumberType, TimestampFormat, Type } from "../model/types.ts";
import { type ImportSymbol, importType, importValue } from "../print/imports.ts";

/**
 * The name of a function or class of the runtime that generated code calls. A name that the runtime doesn't have fails
 * to compile, so emitters write each name out and never build one from parts.
 */
export type RuntimeValue = keyof typeof runtime;

/** The types of the runtime that generated code names. */
interface RuntimeTypes {
  Authenticate: runtime.Authenticate<unknown>;
  AuthenticatedHandlerOptions: runtime.AuthenticatedHandlerOptions<unknown>;
  Call: runtime.Call<unknown>;
  EventStreamOptions: runtime.EventStreamOptions;
  Handler: runtime.Handler;
  HandlerOptions: runtime.HandlerOptions;
  HttpRequest: runtime.HttpRequest;
  HttpResponse: runtime.HttpResponse;
  JsonObject: runtime.JsonObject;
  ModeledErrorMembers: runtime.ModeledErrorMembers;
  ModeledErrorOptions: runtime.ModeledErrorOptions;
  Operation: runtime.Operation<unknown>;
  PathSegment: runtime.PathSegment;
  Peer: runtime.Peer;
  RawRequest: runtime.RawRequest;
  RequestEnd: runtime.RequestEnd;
  RequestInfo: runtime.RequestInfo;
  RoutedRequest: runtime.RoutedRequest;
  Router: runtime.Router<string>;
  Unchecked: runtime.Unchecked<unknown>;
  Violation: runtime.Violation;
}

/** The name of a type of the runtime. */
export type RuntimeType = keyof RuntimeTypes;

/** A function or class of the runtime. */
export function runtimeValue(name: RuntimeValue): ImportSymbol {
  return importValue(name, "runtime");
}

/** A type of the runtime. */
export function runtimeType(name: RuntimeType): ImportSymbol {
  return importType(name, "runtime");
}

/** The runtime functions that read and write one kind of value. */
interface Functions {
  readonly read: RuntimeValue;
  readonly write: RuntimeValue;
}

const timestampKinds = {
  "date-time": "dateTime",
  "epoch-seconds": "epochSeconds",
  "http-date": "httpDate",
} as const;
type Timestamp = (typeof timestampKinds)[TimestampFormat];
type JsonKind = NumberType["size"] | Timestamp | "blob" | "boolean" | "document" | "string";

const json: Readonly<Record<JsonKind, Functions>> = {
  bigDecimal: { read: "readBigDecimal", write: "writeBigDecimal" },
  bigInteger: { read: "readBigInteger", write: "writeBigInteger" },
  blob: { read: "readBlob", write: "writeBlob" },
  boolean: { read: "readBoolean", write: "writeBoolean" },
  byte: { read: "readByte", write: "writeByte" },
  dateTime: { read: "readDateTime", write: "writeDateTime" },
  document: { read: "readDocument", write: "writeDocument" },
  double: { read: "readDouble", write: "writeDouble" },
  epochSeconds: { read: "readEpochSeconds", write: "writeEpochSeconds" },
  float: { read: "readFloat", write: "writeFloat" },
  httpDate: { read: "readHttpDate", write: "writeHttpDate" },
  integer: { read: "readInteger", write: "writeInteger" },
  long: { read: "readLong", write: "writeLong" },
  short: { read: "readShort", write: "writeShort" },
  string: { read: "readString", write: "writeString" },
};

type TextKind = NumberType["size"] | Timestamp | "boolean" | "mediaTypeString";

const text: Readonly<Record<TextKind, Functions>> = {
  bigDecimal: { read: "textToBigDecimal", write: "bigDecimalToText" },
  bigInteger: { read: "textToBigInteger", write: "bigIntegerToText" },
  boolean: { read: "textToBoolean", write: "booleanToText" },
  byte: { read: "textToByte", write: "byteToText" },
  dateTime: { read: "textToDateTime", write: "dateTimeToText" },
  double: { read: "textToDouble", write: "doubleToText" },
  epochSeconds: { read: "textToEpochSeconds", write: "epochSecondsToText" },
  float: { read: "textToFloat", write: "floatToText" },
  httpDate: { read: "textToHttpDate", write: "httpDateToText" },
  integer: { read: "textToInteger", write: "integerToText" },
  long: { read: "textToLong", write: "longToText" },
  mediaTypeString: { read: "textToMediaTypeString", write: "mediaTypeStringToText" },
  short: { read: "textToShort", write: "shortToText" },
};

/** A simple type: one that the runtime reads and writes without a generated function. */
type SimpleType = Exclude<Type, { kind: "eventStream" | "list" | "map" | "structure" | "union" }>;

/** Whether a type is a simple one. */
export function isSimple(type: Type): type is SimpleType {
  return !["eventStream", "list", "map", "structure", "union"].includes(type.kind);
}

/** The functions for a simple value in a JSON document. */
export function jsonFunctions(type: SimpleType): Functions {
  switch (type.kind) {
    case "timestamp":
      return json[timestampKinds[type.format ?? "epoch-seconds"]];
    case "number":
      return json[type.size];
    case "enum":
      return json.string;
    case "intEnum":
      return json.integer;
    default:
      return json[type.kind];
  }
}

/** The functions that {@link textFunctions} finds. Reading a plain string takes no function. */
export interface TextFunctions {
  readonly read: RuntimeValue | undefined;
  readonly write: RuntimeValue;
}

/**
 * The functions for a simple value in a header, a label or the query.
 *
 * @param defaultFormat - the format of timestamps there
 */
export function textFunctions(type: Type, defaultFormat: TimestampFormat): TextFunctions {
  switch (type.kind) {
    case "timestamp":
      return text[timestampKinds[type.format ?? defaultFormat]];
    case "number":
      return text[type.size];
    case "intEnum":
      return text.integer;
    case "boolean":
      return text.boolean;
    case "string":
      return type.mediaType === undefined ? plainText : text.mediaTypeString;
    default:
      return plainText;
  }
}

const plainText: TextFunctions = { read: undefined, write: "stringToText" };

/** The functions for a list or a map in a JSON document. */
export function collectionFunctions({ kind, sparse }: ListType | MapType): Functions {
  if (kind === "list") {
    return sparse
      ? { read: "readSparseList", write: "writeSparseList" }
      : { read: "readList", write: "writeList" };
  }
  return sparse ? { read: "readSparseMap", write: "writeSparseMap" } : { read: "readMap", write: "writeMap" };
}
