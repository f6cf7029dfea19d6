import type * as events from "@eks-auth/server-runtime/event-stream";
import type { Type } from "../model/types.ts";
import { type ImportSymbol, importType, importValue } from "../print/imports.ts";

/** The name of a function of the runtime's entry point for event streams. */
type EventValue = keyof typeof events;

/** The types of the entry point that generated code names. */
interface EventTypes {
  EventHeaders: events.EventHeaders;
  Frame: events.Frame;
  ReceivedEvent: events.ReceivedEvent;
}

/** A function of the runtime for event streams. Stubs without event streams don't load the entry point. */
export function eventValue(name: EventValue): ImportSymbol {
  return importValue(name, "runtime/event-stream");
}

/** A type of the runtime for event streams. */
export function eventType(name: keyof EventTypes): ImportSymbol {
  return importType(name, "runtime/event-stream");
}

/** The runtime functions that read and write a header of an event. */
interface HeaderFunctions {
  readonly read: EventValue;
  readonly write: EventValue;
}

const headerFunctions = {
  blob: { read: "readBlobHeader", write: "blobToHeader" },
  boolean: { read: "readBooleanHeader", write: "booleanToHeader" },
  byte: { read: "readByteHeader", write: "byteToHeader" },
  integer: { read: "readIntegerHeader", write: "integerToHeader" },
  long: { read: "readLongHeader", write: "longToHeader" },
  short: { read: "readShortHeader", write: "shortToHeader" },
  string: { read: "readStringHeader", write: "stringToHeader" },
  timestamp: { read: "readTimestampHeader", write: "timestampToHeader" },
} satisfies Readonly<Record<string, HeaderFunctions>>;

/** The functions for a value in a header of an event. Smithy allows no other types there. */
export function eventHeaderFunctions(type: Type): HeaderFunctions {
  switch (type.kind) {
    case "blob":
    case "boolean":
    case "timestamp":
      return headerFunctions[type.kind];
    case "intEnum":
      return headerFunctions.integer;
    case "number":
      return headerFunctions[type.size as "byte" | "integer" | "long" | "short"];
    default:
      return headerFunctions.string;
  }
}
