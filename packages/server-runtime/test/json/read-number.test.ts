import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type PathSegment,
  readBigDecimal,
  readBigInteger,
  readByte,
  readDouble,
  readFloat,
  readInteger,
  readLong,
  readShort,
  SerializationException,
} from "../../src/index.ts";
import { parseExactJson, parseJson } from "../../src/json/parse-json.ts";

const readers = {
  byte: readByte,
  short: readShort,
  integer: readInteger,
  long: readLong,
  bigInteger: readBigInteger,
  bigDecimal: readBigDecimal,
  float: readFloat,
  double: readDouble,
} as const satisfies Record<string, (value: unknown, path: string, name: PathSegment) => unknown>;

type Type = keyof typeof readers;

const integers: Type[] = ["byte", "short", "integer", "long", "bigInteger"];
const all = Object.keys(readers) as Type[];

function read(type: Type, json: string): unknown {
  return readers[type](parseExactJson(json, 1), "/outer", "member");
}

function expectRejected(type: Type, value: unknown): void {
  expect(() => readers[type](value, "/outer", "member")).toThrow(SerializationException);
  expect(() => readers[type](value, "/outer", "member")).toThrow(/^Expected .* at \/outer\/member\.$/);
}

test.each<[Type, string, unknown]>([
  ["byte", "-128", -128],
  ["byte", "127", 127],
  ["byte", "1.0", 1],
  ["short", "-32768", -32768],
  ["short", "32767", 32767],
  ["integer", "1e2", 100],
  ["integer", "-2147483648", -2147483648],
  ["integer", "2147483647", 2147483647],
  ["long", "9223372036854775807", 9223372036854775807n],
  ["long", "-9223372036854775808", -9223372036854775808n],
  ["long", "9007199254740993", 9007199254740993n],
  ["long", "9223372036854775000", 9223372036854775000n],
  ["long", "9.007199254740993e15", 9007199254740993n],
  ["long", "-0", 0n],
  ["bigInteger", "123000000000000000000000", 123000000000000000000000n],
  ["bigInteger", "9223372036854776000", 9223372036854776000n],
  ["bigInteger", "1.5e1", 15n],
  ["bigInteger", "100e-2", 1n],
  ["bigInteger", "0e99999999999", 0n],
  ["bigDecimal", "1.50", "1.50"],
  ["bigDecimal", "-1.50e3", "-1.50e3"],
  ["bigDecimal", "7", "7"],
  ["bigDecimal", "0.10000000000000000000001", "0.10000000000000000000001"],
  ["float", "1.1", 1.1],
  ["float", '"NaN"', Number.NaN],
  ["double", "1.10", 1.1],
  ["double", "-0", -0],
  ["double", "1e308", 1e308],
  ["double", '"Infinity"', Number.POSITIVE_INFINITY],
  ["double", '"-Infinity"', Number.NEGATIVE_INFINITY],
])("%s reads %s", (type, json, value) => {
  expect(read(type, json)).toBe(value);
});

test.each<[Type, string[]]>([
  ["byte", ["256", "-256", "128", "-129", "-9223372000000000000", "123000000000000000000000"]],
  ["short", ["40000", "-40000", "9223372000000000000", "123000000000000000000000"]],
  ["integer", ["2147483648", "-9223372000000000000", "9223372000000000000", "1.0000000000000000000001"]],
  ["long", ["9223372036854775808", "-184467440737095500000", "123000000000000000000000", "1e400"]],
  ["bigInteger", ["1e4097", "1e999999999999", "1e-1", "9".repeat(4097)]],
  ["bigDecimal", [`1.${"0".repeat(4096)}`, '"1.5"', '"NaN"']],
  ["float", ["1e39", '"123"']],
  ["double", ["1e400", "-1e400", '"123"', '"nan"', '"+Infinity"']],
])("%s rejects numbers beyond it", (type, texts) => {
  for (const json of texts) {
    expectRejected(type, parseExactJson(json, 1));
  }
});

test.each(integers)("%s rejects fractions, words and strings", (type) => {
  for (const value of [1.001, "123", "Infinity", "-Infinity", "NaN", Number.NaN, Number.POSITIVE_INFINITY]) {
    expectRejected(type, value);
  }
  expectRejected(type, parseExactJson("1.10", 1));
});

test.each(all)("%s rejects what isn't a number", (type) => {
  for (const value of [true, {}, [], [1], "", " ", "0x42", null, undefined]) {
    expectRejected(type, value);
  }
});

test.each<Type>(["byte", "short", "integer"])("%s has no -0", (type) => {
  expect(readers[type](parseJson("-0", 1), "", "n")).toBe(0);
  expect(readers[type](parseExactJson("-0", 1), "", "n")).toBe(0);
});

test.each<[Type, string]>([
  ["long", "9007199254740993"],
  ["bigInteger", "9007199254740993"],
  ["bigDecimal", "9007199254740993"],
])("%s rejects a number that plain parsing rounds", (type, json) => {
  expect(() => readers[type](parseJson(json, 1), "", "n")).toThrow(/runtime rounds/);
});

describe("every JSON number", () => {
  test.each<[Type, fc.Arbitrary<number | bigint>]>([
    ["byte", fc.integer({ min: -128, max: 127 })],
    ["short", fc.integer({ min: -32768, max: 32767 })],
    ["integer", fc.integer()],
    ["long", fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })],
    ["bigInteger", fc.bigInt()],
    ["double", fc.double({ noNaN: true, noDefaultInfinity: true })],
  ])("is read as a %s", (type, values) => {
    fc.assert(
      fc.property(values, (value) => {
        expect(read(type, Object.is(value, -0) ? "-0" : String(value))).toBe(value);
      }),
    );
  });

  test("is read as a bigDecimal of the same value", () => {
    const numbers = fc.stringMatching(/^-?(0|[1-9][0-9]{0,40})(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?$/);
    fc.assert(
      fc.property(numbers, (text) => {
        expect(Number(read("bigDecimal", text))).toBe(Number(text));
      }),
    );
  });
});
