import fc from "fast-check";
import { expect, test } from "vitest";
import * as runtime from "../../src/index.ts";
import { requireStatus } from "../../src/index.ts";

/** Each type's writer and reader, values that both support, and values that the writer rejects. */
const types: Record<
  string,
  {
    write: (value: never, path: string, name: string) => string;
    read: (text: string, place: string) => unknown;
    values: fc.Arbitrary<unknown>;
    rejected: unknown[];
  }
> = {
  boolean: {
    write: runtime.booleanToText,
    read: runtime.textToBoolean,
    values: fc.boolean(),
    rejected: ["true", 1],
  },
  byte: {
    write: runtime.byteToText,
    read: runtime.textToByte,
    values: fc.integer({ min: -128, max: 127 }),
    rejected: [128, 1.5, "1"],
  },
  short: {
    write: runtime.shortToText,
    read: runtime.textToShort,
    values: fc.integer({ min: -32768, max: 32767 }),
    rejected: [32768, 1n],
  },
  integer: {
    write: runtime.integerToText,
    read: runtime.textToInteger,
    values: fc.integer(),
    rejected: [2 ** 31],
  },
  long: {
    write: runtime.longToText,
    read: runtime.textToLong,
    values: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    rejected: [1, 2n ** 63n],
  },
  bigInteger: {
    write: runtime.bigIntegerToText,
    read: runtime.textToBigInteger,
    values: fc.bigInt(),
    rejected: [1],
  },
  bigDecimal: {
    write: runtime.bigDecimalToText,
    read: runtime.textToBigDecimal,
    values: fc.stringMatching(/^-?(0|[1-9][0-9]{0,40})(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?$/),
    rejected: [1.5, "NaN", "", "1,5", "1\n"],
  },
  float: { write: runtime.floatToText, read: runtime.textToFloat, values: fc.float(), rejected: [1e39, "1"] },
  double: {
    write: runtime.doubleToText,
    read: runtime.textToDouble,
    values: fc.double(),
    rejected: ["1", 1n],
  },
  epochSeconds: {
    write: runtime.epochSecondsToText,
    read: runtime.textToEpochSeconds,
    values: fc.date({ min: new Date(-2e15), max: new Date(2e15), noInvalidDate: true }),
    rejected: [1, new Date(Number.NaN)],
  },
  dateTime: {
    write: runtime.dateTimeToText,
    read: runtime.textToDateTime,
    values: fc.date({ min: new Date(0), max: new Date("9999-12-31T23:59:59.999Z"), noInvalidDate: true }),
    rejected: ["x", new Date(8.64e15)],
  },
  httpDate: {
    write: runtime.httpDateToText,
    read: runtime.textToHttpDate,
    values: fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000)),
    rejected: ["x", new Date(8.64e15)],
  },
  mediaTypeString: {
    write: runtime.mediaTypeStringToText,
    read: runtime.textToMediaTypeString,
    values: fc.string({ unit: "binary" }),
    rejected: [1, "\ud83d"],
  },
  string: {
    write: runtime.stringToText,
    read: (text) => text,
    values: fc.stringMatching(/^[ -~\u0080-\u00ff]*$/),
    rejected: [1, "a\r\nb", "a\nb", "\u0000", "\u0100"],
  },
};

test.each(Object.entries(types))("a %s is read as it was written", (_, { write, read, values }) => {
  fc.assert(
    fc.property(values, (value) => {
      const text = write(value as never, "", "a");
      expect(text).toMatch(/^[ -~\u0080-\u00ff]*$/);
      expect(read(text, "here")).toEqual(Object.is(value, -0) ? expect.closeTo(0) : value);
    }),
  );
});

test.each(Object.entries(types))("an invalid %s is rejected and not repeated", (_, { write, rejected }) => {
  for (const value of [...rejected, null, undefined]) {
    expect(() => write(value as never, "/a", "b")).toThrow(TypeError);
    expect(() => write(value as never, "/a", "b")).toThrow(
      /^The operation's output must have [^"]* at \/a\/b$/,
    );
  }
});

test.each([200, 404, 599])("%s is a valid status", (status) => {
  expect(requireStatus(status, "", "code")).toBe(status);
});

test.each([0, 100, 199, 600, 200.5, Number.NaN, "200" as unknown as number])(
  "%s isn't a valid status",
  (status) => {
    expect(() => requireStatus(status, "", "code")).toThrow(
      new TypeError("The operation's output must have an HTTP status from 200 to 599 at /code"),
    );
  },
);
