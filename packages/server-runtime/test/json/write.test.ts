import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as runtime from "../../src/index.ts";
import { parseExactJson } from "../../src/json/parse-json.ts";

const api = { ...runtime };
type Writer = Extract<keyof typeof api, `write${string}` | "requireObject" | "requireBytes">;

/** Ignores types, because callers can use JavaScript. */
function write(writer: Writer, value: unknown): unknown {
  return (api[writer] as (value: unknown, path: string, name: string) => unknown)(value, "/a", "b");
}

const date = new Date(1576540098520);

test.each<[Writer, unknown, string]>([
  ["writeString", 'a"', '"a\\""'],
  ["writeBoolean", false, "false"],
  ["writeByte", -128, "-128"],
  ["writeShort", 32767, "32767"],
  ["writeInteger", -2147483648, "-2147483648"],
  ["writeLong", 7n, "7"],
  ["writeLong", -9223372036854775808n, "-9223372036854775808"],
  ["writeBigInteger", 123000000000000000000001n, "123000000000000000000001"],
  ["writeBigDecimal", "-1.50e3", "-1.50e3"],
  ["writeFloat", 1.1, "1.1"],
  ["writeFloat", Number.NaN, '"NaN"'],
  ["writeDouble", Number.POSITIVE_INFINITY, '"Infinity"'],
  ["writeDouble", Number.NEGATIVE_INFINITY, '"-Infinity"'],
  ["writeBlob", Uint8Array.of(0xfb, 0xff), '"+/8="'],
  ["writeEpochSeconds", date, "1576540098.52"],
  ["writeDateTime", date, '"2019-12-16T23:48:18.52Z"'],
  ["writeDateTime", new Date(1576540098000), '"2019-12-16T23:48:18Z"'],
  ["writeHttpDate", date, '"Mon, 16 Dec 2019 23:48:18 GMT"'],
  ["writeDocument", { a: [1, null, "x", true, {}] }, '{"a":[1,null,"x",true,{}]}'],
])("%s writes %s", (writer, value, json) => {
  expect(JSON.stringify(write(writer, value))).toBe(json);
});

test.each<[Writer, unknown[]]>([
  ["writeString", [1, {}]],
  ["writeBoolean", ["true", 0]],
  ["writeByte", [128, -129, 1.5, Number.NaN, "1", 1n]],
  ["writeShort", [32768, -32769]],
  ["writeInteger", [2147483648, -2147483649]],
  ["writeLong", [1, 2n ** 63n, -(2n ** 63n) - 1n, "1"]],
  ["writeBigInteger", [1, "1"]],
  ["writeBigDecimal", [1.5, "", "1.", ".5", "+1", "01", "NaN", "1e", "1,2", "1\n", '"1"']],
  ["writeFloat", [1e39, "1"]],
  ["writeDouble", ["NaN", 1n]],
  ["writeBlob", ["YQ==", [1], new ArrayBuffer(1)]],
  ["writeEpochSeconds", [1, "2019-12-16T23:48:18Z", new Date(Number.NaN)]],
  ["writeDateTime", [new Date(Number.NaN), new Date(8.64e15), new Date(-8.64e15)]],
  ["writeHttpDate", [new Date(Number.NaN), new Date(8.64e15), "x"]],
  ["writeDocument", [Number.NaN, 1n, date, Uint8Array.of(), new Map(), () => 1]],
  ["requireObject", ["a", 1, []]],
  ["requireBytes", ["YQ==", [1], new ArrayBuffer(1)]],
])("%s rejects other values and doesn't repeat them", (writer, values) => {
  for (const value of [...values, undefined]) {
    expect(() => write(writer, value)).toThrow(TypeError);
    expect(() => write(writer, value)).toThrow(/^The model requires [^[\]]* at \/a\/b$/);
  }
  expect(writer === "writeDocument" || !passes(() => write(writer, null))).toBe(true);
});

function passes(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError);
    return false;
  }
}

test("the error of a document has the path in it", () => {
  expect(() => write("writeDocument", { x: [0, { y: undefined }] })).toThrow(/ at \/a\/b\/x\/1\/y$/);
});

test("the bytes of a body are returned unchanged", () => {
  const bytes = Uint8Array.of(1);
  expect(runtime.requireBytes(bytes, "", "b")).toBe(bytes);
});

describe("collections", () => {
  const { writeList, writeMap, writeSparseList, writeSparseMap, writeString } = runtime;

  test("are written with their content", () => {
    expect(writeList(["a"], "", "l", writeString)).toEqual(["a"]);
    expect(writeSparseList(["a", null], "", "l", writeString)).toEqual(["a", null]);
    expect(writeMap({ k: "a" }, "", "m", writeString)).toEqual({ k: "a" });
    expect(writeSparseMap({ k: "a", n: null }, "", "m", writeString)).toEqual({ k: "a", n: null });
  });

  test("keep the key __proto__", () => {
    const map = JSON.parse('{"__proto__":"a"}');
    expect(JSON.stringify(writeMap<string>(map, "", "m", writeString))).toBe('{"__proto__":"a"}');
    expect(JSON.stringify(writeSparseMap<string>(map, "", "m", writeString))).toBe('{"__proto__":"a"}');
  });

  test.each([
    ["null in a list", () => writeList(["a", null as never], "", "l", writeString), "/l/1"],
    ["a hole in a list", () => writeList(new Array(1), "", "l", writeString), "/l/0"],
    ["undefined in a sparse list", () => writeSparseList([undefined as never], "", "l", writeString), "/l/0"],
    ["null in a map", () => writeMap({ k: null as never }, "", "m", writeString), "/m/k"],
    [
      "undefined in a sparse map",
      () => writeSparseMap({ k: undefined as never }, "", "m", writeString),
      "/m/k",
    ],
    ["a string as list", () => writeList("ab" as never, "", "l", writeString), "/l"],
    ["an array as map", () => writeMap([] as never, "", "m", writeString), "/m"],
    ["null as map", () => writeSparseMap(null as never, "", "m", writeString), "/m"],
  ])("reject %s", (_, act, valuePath) => {
    expect(act).toThrow(TypeError);
    expect(act).toThrow(new RegExp(` at ${valuePath}$`));
  });
});

test("a long, a bigInteger and a bigDecimal are read as they were written", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.bigInt(), (long, big) => {
      const json = JSON.stringify([
        write("writeLong", long),
        write("writeBigInteger", big),
        write("writeBigDecimal", `${big}.50`),
      ]);
      const [first, second, third] = parseExactJson(json, 1) as unknown[];
      expect(runtime.readLong(first, "", 0)).toBe(long);
      expect(runtime.readBigInteger(second, "", 1)).toBe(big);
      expect(runtime.readBigDecimal(third, "", 2)).toBe(`${big}.50`);
    }),
  );
});
