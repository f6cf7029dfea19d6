import type {
  Authenticate,
  AuthenticatedHandlerOptions,
  Call,
  Handler,
  HandlerOptions,
  HttpRequest,
  HttpResponse,
  JsonObject,
  ModeledErrorMembers,
  Operation,
  PathSegment,
  RawRequest,
  RequestEnd,
  RequestInfo,
  Route,
  RoutedRequest,
  Unchecked,
  Violation,
} from "@eks-auth/server-runtime";
import type { ListType, MapType, NumberType, TimestampFormat, Type } from "../model/types.ts";
import { type ImportSymbol, importType, importValue } from "../print/imports.ts";

/**
 * The name of a function or class of the runtime that generated code calls. A name that the runtime doesn't have fails
 * to compile, so emitters write each name out and never build one from parts.
 */
export type RuntimeValue = keyof typeof import("@eks-auth/server-runtime");

/** The types of the runtime that generated code names. */
interface RuntimeTypes {
  Authenticate: Authenticate<unknown>;
  AuthenticatedHandlerOptions: AuthenticatedHandlerOptions<unknown>;
  Call: Call<unknown>;
  Handler: Handler;
  HandlerOptions: HandlerOptions;
  HttpRequest: HttpRequest;
  HttpResponse: HttpResponse;
  JsonObject: JsonObject;
  ModeledErrorMembers: ModeledErrorMembers;
  Operation: Operation<unknown>;
  PathSegment: PathSegment;
  RawRequest: RawRequest;
  RequestEnd: RequestEnd;
  RequestInfo: RequestInfo;
  Route: Route<string>;
  RoutedRequest: RoutedRequest;
  Unchecked: Unchecked<unknown>;
  Violation: Violation;
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

type Timestamp = "dateTime" | "epochSeconds" | "httpDate";
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
export type SimpleType = Exclude<Type, { kind: "list" | "map" | "structure" | "union" }>;

/** The functions for a simple value in a JSON document. */
export function jsonFunctions(type: SimpleType): Functions {
  switch (type.kind) {
    case "timestamp":
      return json[timestampKind(type.format ?? "epoch-seconds")];
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
      return text[timestampKind(type.format ?? defaultFormat)];
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

function timestampKind(format: TimestampFormat): Timestamp {
  return ({ "date-time": "dateTime", "epoch-seconds": "epochSeconds", "http-date": "httpDate" } as const)[
    format
  ];
}
