import { byteRange, type IntegerRange, integerRange, longRange, shortRange } from "../encoding/numbers.ts";
import { createTextError } from "../errors/value-error.ts";
import type { EventHeaderValue } from "./frame.ts";
import type { ReceivedEvent } from "./received-event.ts";

/**
 * Reads a boolean from a header of an event. Every reader of a header takes the event and the header's name.
 *
 * @returns the value, or `undefined` if the header is absent
 * @throws SerializationException if the header has another type
 * @see https://smithy.io/2.0/spec/streaming.html#eventheader-trait
 */
export function readBooleanHeader(event: ReceivedEvent, name: string): boolean | undefined {
  const header = find(event, name);
  return header === undefined || header.type === "boolean" ? header?.value : reject("a boolean", event, name);
}

/** Reads a byte. @throws SerializationException if the header isn't an integer within 8 bits */
export function readByteHeader(event: ReceivedEvent, name: string): number | undefined {
  return readWithin(event, name, byteRange);
}

/** Reads a short. @throws SerializationException if the header isn't an integer within 16 bits */
export function readShortHeader(event: ReceivedEvent, name: string): number | undefined {
  return readWithin(event, name, shortRange);
}

/** Reads an integer. @throws SerializationException if the header isn't an integer within 32 bits */
export function readIntegerHeader(event: ReceivedEvent, name: string): number | undefined {
  return readWithin(event, name, integerRange);
}

/** Reads a long. @throws SerializationException if the header isn't an integer */
export function readLongHeader(event: ReceivedEvent, name: string): bigint | undefined {
  return readWhole(event, name, longRange.what);
}

/** Reads a blob. @throws SerializationException if the header isn't a blob */
export function readBlobHeader(event: ReceivedEvent, name: string): Uint8Array | undefined {
  const header = find(event, name);
  return header === undefined || header.type === "binary" ? header?.value : reject("a blob", event, name);
}

/** Reads a string. @throws SerializationException if the header isn't a string */
export function readStringHeader(event: ReceivedEvent, name: string): string | undefined {
  const header = find(event, name);
  return header === undefined || header.type === "string" ? header?.value : reject("a string", event, name);
}

/** Reads a timestamp. @throws SerializationException if the header isn't a timestamp, or is outside the range of `Date` */
export function readTimestampHeader(event: ReceivedEvent, name: string): Date | undefined {
  const header = find(event, name);
  const isValid = header?.type === "timestamp" && !Number.isNaN(header.value.getTime());
  return header === undefined || isValid
    ? (header?.value as Date | undefined)
    : reject("a timestamp", event, name);
}

function find({ headers }: ReceivedEvent, name: string): EventHeaderValue | undefined {
  return Object.hasOwn(headers, name) ? headers[name] : undefined;
}

function readWithin(event: ReceivedEvent, name: string, range: IntegerRange<number>): number | undefined {
  const value = readWhole(event, name, range.what);
  if (value === undefined) {
    return undefined;
  }
  return value >= range.min && value <= range.max ? Number(value) : reject(range.what, event, name);
}

/** Accepts every integer type: the official TypeScript client chooses it by the value, not by the model. */
function readWhole(event: ReceivedEvent, name: string, what: string): bigint | undefined {
  const header = find(event, name);
  switch (header?.type) {
    case undefined:
      return undefined;
    case "byte":
    case "short":
    case "integer":
    case "long":
      return BigInt(header.value);
    default:
      return reject(what, event, name);
  }
}

function reject(what: string, { path }: ReceivedEvent, name: string): never {
  throw createTextError(what, `the header ${name} of the event at ${path}`);
}
