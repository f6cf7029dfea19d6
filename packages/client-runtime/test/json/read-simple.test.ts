import fc from "fast-check";
import { expect, test } from "vitest";
import { parseBody, parseExactBody } from "../../src/json/parse-body.ts";
import {
  readDateTime,
  readEnum,
  readEpochSeconds,
  readIntEnum,
  readString,
} from "../../src/json/read-simple.ts";

function response(body: string) {
  return { status: 200, headers: {}, body: new TextEncoder().encode(body), stream: undefined };
}

test("a value of an enum can be newer than the model", () => {
  expect(readEnum<"a">("b", "", "e")).toBe("b");
  expect(readIntEnum<1>(2, "", "e")).toBe(2);
  expect(() => readEnum(1, "", "e")).toThrow(new TypeError("The model requires a string at /e"));
  expect(() => readIntEnum("1", "", "e")).toThrow();
});

test("seconds since 1970 can have a fraction, an exponent, and any sign", () => {
  expect(readEpochSeconds(1398796238, "", "t")).toEqual(new Date("2014-04-29T18:30:38Z"));
  expect(readEpochSeconds(1.5e9 + 0.1234, "", "t")).toEqual(new Date(1_500_000_000_123));
  expect(readEpochSeconds(-0.5, "", "t")).toEqual(new Date(-500));
});

test("a number that exact parsing has kept is a time too", () => {
  for (const text of ["1.398796238E9", "1398796238.000000000", "1398796238.0"]) {
    expect(readEpochSeconds(parseExactBody(response(text)), "", "t")).toEqual(
      new Date("2014-04-29T18:30:38Z"),
    );
  }
});

test.each([["1398796238"], [true], [[]], [[5]], [{}], [{ valueOf: 1 }], [1e300], ["NaN"]])(
  "%j isn't seconds since 1970",
  (value) => {
    expect(() => readEpochSeconds(value, "/a", "t")).toThrow(TypeError);
  },
);

test("a date and time has an offset or none, and a fraction of any length", () => {
  const read = (text: unknown) => readDateTime(text, "", "t").toISOString();
  expect(read("2019-12-16T22:48:18-01:00")).toBe("2019-12-16T23:48:18.000Z");
  expect(read("2019-12-17T00:18:18.5+00:30")).toBe("2019-12-16T23:48:18.500Z");
  expect(read("2000-01-02T20:34:56.123456789Z")).toBe("2000-01-02T20:34:56.123Z");
  for (const text of ["2019-02-30T00:00:00Z", "2019-12-16", "2019-12-16T22:48:18", "", 5]) {
    expect(() => read(text)).toThrow(TypeError);
  }
});

test("an offset moves a time by as much as it says", () => {
  const pad = (value: number) => String(value).padStart(2, "0");
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4e9 }),
      fc.constantFrom("+", "-"),
      fc.nat(23),
      fc.nat(59),
      (seconds, sign, hours, minutes) => {
        const local = new Date(seconds * 1000 + (sign === "+" ? 1 : -1) * (hours * 60 + minutes) * 60_000);
        const text = `${local.toISOString().slice(0, 19)}${sign}${pad(hours)}:${pad(minutes)}`;
        expect(readDateTime(text, "", "t")).toEqual(new Date(seconds * 1000));
      },
    ),
  );
});

test("a body is parsed as UTF-8; an empty one is undefined", () => {
  expect(parseBody(response(""))).toBeUndefined();
  expect(parseBody(response('\ufeff{"ä":"\u{1f600}"}'))).toEqual({ ä: "\u{1f600}" });
});

test("the error for broken JSON has nothing of the body", () => {
  for (const parse of [parseBody, parseExactBody]) {
    expect(() => parse(response('{"secret": hunter2}'))).toThrow(new TypeError("The body is not valid JSON"));
    expect(() => parse(response('{"n": 1.0, "secret": hunter2}'))).toThrow(
      new TypeError("The body is not valid JSON"),
    );
  }
});

test("a string of another type is an error", () => {
  expect(readString("", "", "s")).toBe("");
  expect(() => readString(5, "/a", "s")).toThrow(new TypeError("The model requires a string at /a/s"));
});
