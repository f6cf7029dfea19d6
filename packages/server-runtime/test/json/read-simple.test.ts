import fc from "fast-check";
import { expect, test } from "vitest";
import {
  createUnionError,
  dropEmptyObject,
  readBlob,
  readBoolean,
  readDateTime,
  readDocument,
  readEpochSeconds,
  readHttpDate,
  readObject,
  readString,
  SerializationException,
  writeBlob,
  writeDateTime,
  writeEpochSeconds,
  writeHttpDate,
} from "../../src/index.ts";
import { JsonNumber } from "../../src/json/json-value.ts";
import { parseExactJson } from "../../src/json/parse-json.ts";

const readers = {
  readString,
  readBoolean,
  readBlob,
  readEpochSeconds,
  readDateTime,
  readHttpDate,
  readObject,
};
type Reader = keyof typeof readers;

test.each<[Reader, unknown, unknown]>([
  ["readString", "", ""],
  ["readBoolean", false, false],
  ["readBlob", "", Uint8Array.of()],
  ["readBlob", "YmxvYg==", Uint8Array.from(Buffer.from("blob"))],
  ["readBlob", "+/+/", Uint8Array.of(0xfb, 0xff, 0xbf)],
  ["readEpochSeconds", 1515531081.1234, new Date(1515531081123)],
  ["readEpochSeconds", new JsonNumber("1515531081.10"), new Date(1515531081100)],
  ["readEpochSeconds", 1.0005, new Date(1001)],
  ["readEpochSeconds", -1, new Date(-1000)],
  ["readDateTime", "1985-04-12T23:20:50.52Z", new Date(482196050520)],
  ["readHttpDate", "Tue, 29 Apr 2014 18:30:38 GMT", new Date(1398796238000)],
  ["readObject", { a: 1 }, { a: 1 }],
])("%s reads %j", (reader, value, expected) => {
  expect(readers[reader](value, "", "a")).toEqual(expected);
});

test.each<[Reader, unknown[]]>([
  ["readString", [1, true, {}, [], new JsonNumber("1.0")]],
  ["readBoolean", ["true", "True", "TRUE", "y", "yes", "on", "1", 1, 0, "", "false", "off"]],
  ["readBlob", ["blob_", "xyz", "YmxvYg=", [98, 108], ["b"], 981081198, true, "[][]", "-_==", "YQ", "Y==="]],
  ["readBlob", ["====", "YmxvYg==\n", "Ym xvYg=", "YR==", "YWJ=", "=", "YQ==YQ=="]],
  ["readEpochSeconds", ["1985-04-12T23:20:50.52Z", "1515531081", true, "Infinity", "NaN", {}]],
  ["readEpochSeconds", [1e300, 8.64e12 + 1, Number.NaN]],
  ["readDateTime", ["Tue, 29 Apr 2014 18:30:38 GMT", 1515531081.1234, 1515531081]],
  ["readHttpDate", ["1985-04-12T23:20:50.52Z", 1515531081]],
  ["readObject", ["int", ["int"], 1, true, new JsonNumber("1.0")]],
])("%s rejects other values and doesn't repeat them", (reader, values) => {
  for (const value of [...values, null, undefined]) {
    expect(() => readers[reader](value, "/a", 7), JSON.stringify(value)).toThrow(SerializationException);
    expect(() => readers[reader](value, "/a", 7)).toThrow(/^Expected [^[\]]* at \/a\/7\.$/);
  }
});

test("createUnionError has the path of the union", () => {
  expect(createUnionError("/a", "b")).toEqual(
    new SerializationException("Expected exactly one member that this union has at /a/b."),
  );
});

test("a blob of any size is read as it was written", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(readBlob(writeBlob(bytes, "", "b"), "", "b")).toEqual(bytes);
      expect(writeBlob(bytes, "", "b")).toBe(Buffer.from(bytes).toString("base64"));
    }),
  );
  const large = new Uint8Array(3_000_001).fill(0xfb);
  expect(Buffer.compare(readBlob(writeBlob(large, "", "b"), "", "b"), large)).toBe(0);
});

test("timestamps are read as they were written", () => {
  const dates = fc.date({
    min: new Date("0000-01-01T00:00:00Z"),
    max: new Date("9999-12-31T23:59:59.999Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(dates, (date) => {
      expect(readEpochSeconds(writeEpochSeconds(date, "", "t"), "", "t")).toEqual(date);
      expect(readDateTime(writeDateTime(date, "", "t"), "", "t")).toEqual(date);
      const seconds = Math.floor(date.getTime() / 1000) * 1000;
      expect(readHttpDate(writeHttpDate(date, "", "t"), "", "t").getTime()).toBe(seconds);
    }),
  );
});

test("a document is any JSON, with numbers as doubles", () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      expect(readDocument(parseExactJson(json, 1000), "", "d")).toEqual(JSON.parse(json));
    }),
  );
  const exact = parseExactJson('{"a":[1.50,{"__proto__":9007199254740993}],"b":null}', 9);
  expect(JSON.stringify(readDocument(exact, "", "d"))).toBe(
    '{"a":[1.5,{"__proto__":9007199254740992}],"b":null}',
  );
  expect(readDocument(new JsonNumber("1.0"), "", "d")).toBe(1);
});

test("a document is rejected if a double can't hold its numbers", () => {
  expect(() => readDocument(JSON.parse('{"a":[1e400]}'), "", "d")).toThrow(SerializationException);
  expect(() => readDocument(parseExactJson("[-1e400]", 1), "", "d")).toThrow(SerializationException);
});

test("a document can be deep", () => {
  const text = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  expect(readDocument(JSON.parse(text), "", "d")).toHaveLength(1);
});

test("only an empty object is dropped", () => {
  expect(dropEmptyObject({})).toBeUndefined();
  for (const value of [{ a: null }, [], "", 0, undefined, new JsonNumber("1.0")]) {
    expect(dropEmptyObject(value)).toBe(value);
  }
});
