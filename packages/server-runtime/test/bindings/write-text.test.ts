import { anyCharacter } from "@eks-auth/test-kit/any-character";
import fc from "fast-check";
import { expect, test } from "vitest";
import * as runtime from "../../src/index.ts";
import { requireStatus } from "../../src/index.ts";

type Write = (value: never, path: string, name: string) => string;
type Read = (text: string, place: string) => unknown;

const second = { min: 0, max: 4_000_000_000 };
const anyDate = { min: new Date(-2e15), max: new Date(2e15), noInvalidDate: true };
const calendarDate = { min: new Date(0), max: new Date("9999-12-31T23:59:59.999Z"), noInvalidDate: true };
const decimal = /^-?(0|[1-9][0-9]{0,40})(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?$/;
const { booleanToText, byteToText, shortToText, integerToText, longToText, bigIntegerToText } = runtime;

/** Each type's writer and reader, values that both support, and values that the writer rejects. */
const types: [name: string, Write, Read, fc.Arbitrary<unknown>, rejected: unknown[]][] = [
  ["boolean", booleanToText, runtime.textToBoolean, fc.boolean(), ["true", 1]],
  ["byte", byteToText, runtime.textToByte, fc.integer({ min: -128, max: 127 }), [128, 1.5, "1"]],
  ["short", shortToText, runtime.textToShort, fc.integer({ min: -32768, max: 32767 }), [32768, 1n]],
  ["integer", integerToText, runtime.textToInteger, fc.integer(), [2 ** 31]],
  ["long", longToText, runtime.textToLong, fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), [1, 2n ** 63n]],
  ["bigInteger", bigIntegerToText, runtime.textToBigInteger, fc.bigInt(), [1]],
  [
    "bigDecimal",
    runtime.bigDecimalToText,
    runtime.textToBigDecimal,
    fc.stringMatching(decimal),
    [1.5, "NaN", "", "1,5", "1\n"],
  ],
  ["float", runtime.floatToText, runtime.textToFloat, fc.float(), [1e39, "1"]],
  ["double", runtime.doubleToText, runtime.textToDouble, fc.double(), ["1", 1n]],
  [
    "epochSeconds",
    runtime.epochSecondsToText,
    runtime.textToEpochSeconds,
    fc.date(anyDate),
    [1, new Date(Number.NaN)],
  ],
  [
    "dateTime",
    runtime.dateTimeToText,
    runtime.textToDateTime,
    fc.date(calendarDate),
    ["x", new Date(8.64e15)],
  ],
  [
    "httpDate",
    runtime.httpDateToText,
    runtime.textToHttpDate,
    fc.integer(second).map((seconds) => new Date(seconds * 1000)),
    ["x", new Date(8.64e15)],
  ],
  [
    "mediaTypeString",
    runtime.mediaTypeStringToText,
    runtime.textToMediaTypeString,
    fc.string({ unit: anyCharacter }),
    [1, "\ud83d"],
  ],
  [
    "string",
    runtime.stringToText,
    (text) => text,
    fc.stringMatching(/^[ -~\u0080-\u00ff]*$/),
    [1, "a\r\nb", "a\nb", "\u0000", "\u0100"],
  ],
];

test.each(types)("a %s is read as it was written", (_name, write, read, values) => {
  fc.assert(
    fc.property(values, (value) => {
      const text = write(value as never, "", "a");
      expect(text).toMatch(/^[ -~\u0080-\u00ff]*$/);
      expect(read(text, "here")).toEqual(Object.is(value, -0) ? expect.closeTo(0) : value);
    }),
  );
});

test.each(types)("an invalid %s is rejected and not repeated", (_name, write, _read, _values, rejected) => {
  for (const value of [...rejected, null, undefined]) {
    expect(() => write(value as never, "/a", "b")).toThrow(TypeError);
    expect(() => write(value as never, "/a", "b")).toThrow(/^The model requires [^"]* at \/a\/b$/);
  }
});

test.each([200, 404, 599])("%s is a valid status", (status) => {
  expect(requireStatus(status, "", "code")).toBe(status);
});

test.each([0, 100, 199, 600, 200.5, Number.NaN, "200" as unknown as number])(
  "%s isn't a valid status",
  (status) => {
    expect(() => requireStatus(status, "", "code")).toThrow(
      new TypeError("The model requires an HTTP status from 200 to 599 at /code"),
    );
  },
);
