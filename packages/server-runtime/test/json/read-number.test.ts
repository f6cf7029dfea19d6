import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as runtime from "../../src/index.ts";
import { parseExactJson, parseJson } from "../../src/json/parse-json.ts";

const api = { ...runtime };
const all = [
  ...(["readByte", "readShort", "readInteger", "readLong", "readBigInteger"] as const),
  ...(["readBigDecimal", "readFloat", "readDouble"] as const),
];
type Reader = (typeof all)[number];

const integers = all.slice(0, 5);

function read(reader: Reader, json: string): unknown {
  return api[reader](parseExactJson(json, 1), "/outer", "member");
}

function expectRejected(reader: Reader, value: unknown): void {
  expect(() => api[reader](value, "/outer", "member")).toThrow(runtime.SerializationException);
  expect(() => api[reader](value, "/outer", "member")).toThrow(/^Expected .* at \/outer\/member\.$/);
}

test.each<[Reader, string, unknown]>([
  ["readByte", "-128", -128],
  ["readByte", "127", 127],
  ["readByte", "1.0", 1],
  ["readShort", "-32768", -32768],
  ["readShort", "32767", 32767],
  ["readInteger", "1e2", 100],
  ["readInteger", "-2147483648", -2147483648],
  ["readInteger", "2147483647", 2147483647],
  ["readLong", "9223372036854775807", 9223372036854775807n],
  ["readLong", "-9223372036854775808", -9223372036854775808n],
  ["readLong", "9007199254740993", 9007199254740993n],
  ["readLong", "9223372036854775000", 9223372036854775000n],
  ["readLong", "9.007199254740993e15", 9007199254740993n],
  ["readLong", "-0", 0n],
  ["readBigInteger", "123000000000000000000000", 123000000000000000000000n],
  ["readBigInteger", "9223372036854776000", 9223372036854776000n],
  ["readBigInteger", "1.5e1", 15n],
  ["readBigInteger", "100e-2", 1n],
  ["readBigInteger", "0e99999999999", 0n],
  ["readBigDecimal", "1.50", "1.50"],
  ["readBigDecimal", "-1.50e3", "-1.50e3"],
  ["readBigDecimal", "7", "7"],
  ["readBigDecimal", "0.10000000000000000000001", "0.10000000000000000000001"],
  ["readFloat", "1.1", 1.1],
  ["readFloat", '"NaN"', Number.NaN],
  ["readDouble", "1.10", 1.1],
  ["readDouble", "-0", -0],
  ["readDouble", "1e308", 1e308],
  ["readDouble", '"Infinity"', Number.POSITIVE_INFINITY],
  ["readDouble", '"-Infinity"', Number.NEGATIVE_INFINITY],
])("%s reads %s", (reader, json, value) => {
  expect(read(reader, json)).toBe(value);
});

test.each<[Reader, string[]]>([
  ["readByte", ["256", "-256", "128", "-129", "-9223372000000000000", "123000000000000000000000"]],
  ["readShort", ["40000", "-40000", "9223372000000000000", "123000000000000000000000"]],
  ["readInteger", ["2147483648", "-9223372000000000000", "9223372000000000000", "1.0000000000000000000001"]],
  ["readLong", ["9223372036854775808", "-184467440737095500000", "123000000000000000000000", "1e400"]],
  ["readBigInteger", ["1e4097", "1e999999999999", "1e-1", "9".repeat(4097)]],
  ["readBigDecimal", [`1.${"0".repeat(4096)}`, '"1.5"', '"NaN"']],
  ["readFloat", ["1e39", '"123"']],
  ["readDouble", ["1e400", "-1e400", '"123"', '"nan"', '"+Infinity"']],
])("%s rejects numbers beyond it", (reader, texts) => {
  for (const json of texts) {
    expectRejected(reader, parseExactJson(json, 1));
  }
});

test.each(integers)("%s rejects fractions, words and strings", (reader) => {
  for (const value of [1.001, "123", "Infinity", "-Infinity", "NaN", Number.NaN, Number.POSITIVE_INFINITY]) {
    expectRejected(reader, value);
  }
  expectRejected(reader, parseExactJson("1.10", 1));
});

test.each(all)("%s rejects what isn't a number", (reader) => {
  for (const value of [true, {}, [], [1], "", " ", "0x42", null, undefined]) {
    expectRejected(reader, value);
  }
});

test.each<Reader>(["readByte", "readShort", "readInteger"])("%s has no -0", (reader) => {
  expect(api[reader](parseJson("-0", 1), "", "n")).toBe(0);
  expect(api[reader](parseExactJson("-0", 1), "", "n")).toBe(0);
});

test.each<[Reader, string]>([
  ["readLong", "9007199254740993"],
  ["readBigInteger", "9007199254740993"],
  ["readBigDecimal", "9007199254740993"],
])("%s rejects a number that plain parsing rounds", (reader, json) => {
  expect(() => api[reader](parseJson(json, 1), "", "n")).toThrow(/runtime rounds/);
});

describe("every JSON number", () => {
  test.each<[Reader, fc.Arbitrary<number | bigint>]>([
    ["readByte", fc.integer({ min: -128, max: 127 })],
    ["readShort", fc.integer({ min: -32768, max: 32767 })],
    ["readInteger", fc.integer()],
    ["readLong", fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })],
    ["readBigInteger", fc.bigInt()],
    ["readDouble", fc.double({ noNaN: true, noDefaultInfinity: true })],
  ])("is read by %s", (reader, values) => {
    fc.assert(
      fc.property(values, (value) => {
        expect(read(reader, Object.is(value, -0) ? "-0" : String(value))).toBe(value);
      }),
    );
  });

  test("is read as a bigDecimal of the same value", () => {
    const numbers = fc.stringMatching(/^-?(0|[1-9][0-9]{0,40})(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?$/);
    fc.assert(
      fc.property(numbers, (text) => {
        expect(Number(read("readBigDecimal", text))).toBe(Number(text));
      }),
    );
  });
});
