import { describe, expect, test } from "vitest";
import { writeEpochSeconds, writeString, writeStructure } from "../../src/index.ts";

/** What JavaScript, or a cast, may hand over instead of the type that was asked for. */
const wrong: never[] = [undefined, null, 7, true, ["canary"]] as never[];

describe("writeString", () => {
  test("writes the string as it is", () => {
    expect(writeString("text", "", "member")).toBe("text");
  });

  test.each(wrong)("refuses %j", (value) => {
    expect(() => writeString(value, "/outer", "member")).toThrow(
      new TypeError("The operation's output must have a string at /outer/member"),
    );
  });
});

describe("writeEpochSeconds", () => {
  test.each([
    ["2026-01-01T00:00:00Z", "1767225600"],
    ["2026-01-01T00:00:00.120Z", "1767225600.12"],
    ["1969-12-31T23:59:59.999Z", "-0.001"],
    ["9999-12-31T23:59:59.999Z", "253402300799.999"],
  ])("writes %s as %s", (iso, json) => {
    expect(JSON.stringify(writeEpochSeconds(new Date(iso), "", "member"))).toBe(json);
  });

  test.each([...wrong, "2026-01-01T00:00:00Z" as never, new Date(Number.NaN)])("refuses %j", (value) => {
    expect(() => writeEpochSeconds(value, "", "member")).toThrow(
      new TypeError("The operation's output must have a valid Date at /member"),
    );
  });
});

describe("writeStructure", () => {
  test("hands on the structure and its path", () => {
    const written = writeStructure({ name: "Ada" }, "/top", "person", ({ name }, path) => ({ name, path }));
    expect(written).toEqual({ name: "Ada", path: "/top/person" });
  });

  test.each([undefined, null, 7, "canary"] as never[])("refuses %j", (value) => {
    expect(() => writeStructure(value, "", "member", () => ({}))).toThrow(
      new TypeError("The operation's output must have an object at /member"),
    );
  });
});
