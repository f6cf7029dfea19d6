import { describe, expect, test } from "vitest";
import type { EventHeaders, EventHeaderValue } from "../../src/event-stream/frame.ts";
import {
  type ReceivedEvent,
  readBlobHeader,
  readBooleanHeader,
  readByteHeader,
  readIntegerHeader,
  readLongHeader,
  readShortHeader,
  readStringHeader,
  readTimestampHeader,
} from "../../src/event-stream/index.ts";

type Reader = (event: ReceivedEvent, name: string) => unknown;

function event(headers: EventHeaders): ReceivedEvent {
  const payload = new Uint8Array();
  return { isException: false, type: "e", streamPath: "/s", path: "/s/e", headers, payload, maxJsonDepth: 9 };
}

const integer = (value: number): EventHeaderValue => ({ type: "integer", value });
const long = (value: bigint): EventHeaderValue => ({ type: "long", value });

describe("an integer", () => {
  test.each<[Reader, EventHeaderValue, unknown]>([
    [readByteHeader, { type: "byte", value: -128 }, -128],
    [readByteHeader, integer(127), 127],
    [readShortHeader, integer(-32_768), -32_768],
    [readShortHeader, { type: "byte", value: 1 }, 1],
    [readIntegerHeader, long(2_147_483_647n), 2_147_483_647],
    [readLongHeader, integer(-1), -1n],
    [readLongHeader, long(9_223_372_036_854_775_807n), 9_223_372_036_854_775_807n],
  ])("of any type is read if it is in the range: %o %o", (read, header, expected) => {
    expect(read(event({ h: header }), "h")).toBe(expected);
  });

  test.each<[Reader, EventHeaderValue, string]>([
    [readByteHeader, integer(128), "an integer from -128 to 127"],
    [readShortHeader, integer(-32_769), "an integer from -32768 to 32767"],
    [readIntegerHeader, long(2_147_483_648n), "an integer from -2147483648 to 2147483647"],
    [readLongHeader, { type: "string", value: "1" }, "an integer from"],
  ])("is rejected beyond it: %o %o", (read, header, expected) => {
    expect(() => read(event({ h: header }), "h")).toThrow(`Expected ${expected}`);
  });
});

describe.each<[Reader, EventHeaderValue]>([
  [readBooleanHeader, { type: "boolean", value: false }],
  [readBlobHeader, { type: "binary", value: Uint8Array.of(1) }],
  [readStringHeader, { type: "string", value: "" }],
  [readTimestampHeader, { type: "timestamp", value: new Date(1) }],
])("%o", (reader, header) => {
  test("reads its type", () => {
    expect(reader(event({ h: header }), "h")).toBe(header.value);
  });

  test("takes no inherited property, and no header of another name", () => {
    expect(reader(event({}), "constructor")).toBeUndefined();
    expect(reader(event({ H: header }), "h")).toBeUndefined();
  });

  test("rejects another type", () => {
    expect(() => reader(event({ h: integer(1) }), "h")).toThrow("in the header h of the event at /s/e.");
  });
});

test("a timestamp outside the range of Date is rejected", () => {
  const header: EventHeaderValue = { type: "timestamp", value: new Date(Number.NaN) };
  expect(() => readTimestampHeader(event({ h: header }), "h")).toThrow("Expected a timestamp");
});
