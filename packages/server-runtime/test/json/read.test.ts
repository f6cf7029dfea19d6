import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type JsonObject,
  readEpochSeconds,
  readString,
  readStructure,
  SerializationException,
  writeEpochSeconds,
} from "../../src/index.ts";

const readers = [
  ["readString", readString],
  ["readEpochSeconds", readEpochSeconds],
  [
    "readStructure",
    (object: JsonObject, path: string, name: string) => readStructure(object, path, name, (it) => it),
  ],
] as const;

describe.each(readers)("%s", (_, read) => {
  test.each([
    ["absent", "{}"],
    ["null", '{"member":null}'],
  ])("reads a member that is %s as undefined", (_state, json) => {
    expect(read(JSON.parse(json), "", "member")).toBeUndefined();
  });

  test.each(["constructor", "toString", "__proto__"])("doesn't take an inherited %s for a member", (name) => {
    expect(read({}, "", name)).toBeUndefined();
  });

  test("says where another type of value stands, and not which value", () => {
    expect(() => read({ member: ["canary"] }, "/outer", "member")).toThrow(SerializationException);
    expect(() => read({ member: ["canary"] }, "/outer", "member")).toThrow(
      /^Expected [a-z0-9 ]+ at \/outer\/member\.$/,
    );
  });
});

describe("readString", () => {
  test.each(["", "text", "\u0000", "\ud800"])("reads %j", (value) => {
    expect(readString({ member: value }, "", "member")).toBe(value);
  });

  test.each(["__proto__", "constructor"])("reads a member called %s", (name) => {
    expect(readString(JSON.parse(`{"${name}":"text"}`), "", name)).toBe("text");
  });

  test.each([7, true, false, {}, [], ["text"]])("doesn't turn %j into a string", (value) => {
    expect(() => readString({ member: value }, "", "member")).toThrow("Expected a string at /member.");
  });
});

describe("readEpochSeconds", () => {
  test.each([
    [0, "1970-01-01T00:00:00.000Z"],
    [1767225600, "2026-01-01T00:00:00.000Z"],
    [1.5, "1970-01-01T00:00:01.500Z"],
    // Times 1000 it is 1000.9999999999999.
    [1.001, "1970-01-01T00:00:01.001Z"],
    [-1, "1969-12-31T23:59:59.000Z"],
    [1767225600.123, "2026-01-01T00:00:00.123Z"],
  ])("reads %d as %s", (seconds, iso) => {
    expect(readEpochSeconds({ member: seconds }, "", "member")?.toISOString()).toBe(iso);
  });

  test.each(["1767225600", "2026-01-01T00:00:00Z", true, {}, 1e300, Number.POSITIVE_INFINITY])(
    "doesn't turn %j into a time",
    (value) => {
      expect(() => readEpochSeconds({ member: value }, "", "member")).toThrow(
        "Expected a number of seconds since 1970 at /member.",
      );
    },
  );

  test("reads every millisecond of the years 1 to 9999 as it was written", () => {
    const time = fc.date({
      min: new Date("0001-01-01T00:00:00Z"),
      max: new Date("9999-12-31T23:59:59.999Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(time, (date) => {
        const member: unknown = JSON.parse(JSON.stringify(writeEpochSeconds(date, "", "member")));
        expect(readEpochSeconds({ member }, "", "member")).toEqual(date);
      }),
    );
  });
});

describe("readStructure", () => {
  test("hands on the object and its path", () => {
    const inner = readStructure({ outer: { inner: "text" } }, "/top", "outer", (object, path) => ({
      path,
      value: readString(object, path, "inner"),
    }));
    expect(inner).toEqual({ path: "/top/outer", value: "text" });
  });

  test.each(["text", 7, true, []])("doesn't turn %j into a structure", (value) => {
    expect(() => readStructure({ member: value }, "", "member", (it) => it)).toThrow(
      "Expected an object at /member.",
    );
  });
});
