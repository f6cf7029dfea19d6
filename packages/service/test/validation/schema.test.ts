import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  array,
  boolean,
  date,
  type Issue,
  int,
  literal,
  number,
  object,
  oneOf,
  record,
  type Schema,
  strictObject,
  string,
  union,
  unknown,
} from "../../src/validation/index.ts";

function issuesOf(schema: Schema<unknown>, value: unknown): string[] {
  const { issues = [] } = schema.validate(value);
  return issues.map(
    ({ path, message, unknownKeys }: Issue) => `${path.join(".")}: ${unknownKeys?.join() ?? message}`,
  );
}

describe("a schema accepts", () => {
  test.each<[string, Schema<unknown>, unknown[], unknown[]]>([
    ["a text", string(), ["", "a"], [1, null, undefined, ["a"]]],
    ["a text of some length", string("it", { min: 2, max: 3 }), ["ab", "abc"], ["a", "abcd"]],
    ["a text by its characters", string("it", { min: 2, max: 2 }), ["😀😀", "a😀"], ["😀", "😀😀😀"]],
    ["a text with a pattern", string("it", { pattern: /^a+$/ }), ["a", "aa"], ["", "b"]],
    ["a whole number", int("it", 1, 3), [1, 2, 3], [0, 4, 1.5, "1", Number.NaN, 2n]],
    ["a number", number(), [0, -1.5], [Number.NaN, Number.POSITIVE_INFINITY, "1"]],
    ["a truth value", boolean(), [true, false], [0, "true", null]],
    ["a date", date(), [new Date(0)], [new Date(Number.NaN), 0, "1970-01-01"]],
    ["one text", literal("all"), ["all"], ["All", true]],
    ["true", literal(true), [true], [false, "true"]],
    ["one of several texts", oneOf(["a", "b"], "it"), ["a", "b"], ["c", 1]],
    ["anything", unknown(), [1, undefined, null, {}], []],
    [
      "a list",
      array(string(), "it", { min: 1, max: 2 }),
      [["a"], ["a", "b"]],
      [[], ["a", "b", "c"], [1], {}],
    ],
    ["a map with some keys", object({ a: string() }), [{ a: "" }, { a: "", b: 1 }], [{}, { a: 1 }, [], null]],
    ["a map with these keys", strictObject({ a: string() }), [{ a: "" }], [{ a: "", b: 1 }, {}, "a", null]],
    ["a map with any keys", record(string()), [{}, { a: "" }], [{ a: 1 }, [], null]],
    ["one of several types", union([string(), int("it", 0, 9)]), ["", 1], [10, true]],
    ["a missing value", string().optional(), [undefined, ""], [null, 1]],
    ["a missing value with a default", string().default("a"), [undefined, ""], [null, 1]],
  ])("%s", (_name, schema, valid, invalid) => {
    for (const value of valid) {
      expect(issuesOf(schema, value)).toEqual([]);
    }
    for (const value of invalid) {
      expect(issuesOf(schema, value)).not.toEqual([]);
    }
  });
});

describe("the result", () => {
  const schema = object({
    list: array(string().transform((text) => text.length)).default([7]),
    inner: object({ a: string().default("b") }).prefault({}),
    more: string().optional(),
  });

  test("has defaults, converted values, and no other keys", () => {
    expect(schema.validate({}).value).toStrictEqual({ list: [7], inner: { a: "b" } });
    expect(
      schema.validate({ list: ["", "ab"], inner: { a: "c" }, more: undefined, other: 1 }).value,
    ).toStrictEqual({ list: [0, 2], inner: { a: "c" }, more: undefined });
  });

  test("reads no inherited member", () => {
    const inherited = Object.create({ more: "x" }) as unknown;
    expect(schema.validate(inherited).value).not.toHaveProperty("more");
    expect(issuesOf(object({ toString: string() }), {})).toEqual(["toString: must be a text"]);
  });

  test("of a map with any keys is a copy, also of __proto__", () => {
    const value: unknown = JSON.parse('{ "__proto__": "x", "a": "y" }');
    const copy = record(string()).validate(value).value;
    expect(Object.entries(copy ?? {})).toEqual([
      ["__proto__", "x"],
      ["a", "y"],
    ]);
    expect(copy).not.toBe(value);
  });

  test("of an unknown key is an issue, also of __proto__", () => {
    const value: unknown = JSON.parse('{ "__proto__": 1, "toString": 2 }');
    expect(issuesOf(strictObject({}), value)).toEqual([": __proto__,toString"]);
  });
});

describe("issues", () => {
  const entry = strictObject(
    { name: string("must be a name", { min: 1 }), size: int("must be a size", 0, 9).optional() },
    "must be an entry",
  ).refine(({ name, size }) => name !== "big" || size === 9, "must be of size 9", ["size"]);
  const schema = strictObject({ entries: array(entry, "must be entries") }, "must have entries");

  test("have the paths of all wrong parts, in the order of the schema", () => {
    const entries = [{ size: 10, name: "" }, 1, { name: "a", x: 1, y: 2 }, {}];
    expect(issuesOf(schema, { z: 1, entries })).toEqual([
      "entries.0.name: must be a name",
      "entries.0.size: must be a size",
      "entries.1: must be an entry",
      "entries.2: x,y",
      "entries.3.name: must be a name",
      ": z",
    ]);
  });

  test("of a check come after those of the parts, and also if a part has a wrong value", () => {
    expect(issuesOf(schema, { entries: [{ name: "big", size: 10, x: 1 }] })).toEqual([
      "entries.0.size: must be a size",
      "entries.0: x",
      "entries.0.size: must be of size 9",
    ]);
  });

  test.each([{ name: "big", size: "9" }, { size: 1 }, [], undefined])(
    "of a check are not reported if a part has a wrong type: %j",
    (value) => {
      expect(issuesOf(schema, { entries: [value] }).join()).not.toContain("must be of size 9");
    },
  );

  test("of a list that is too long are not those of its items", () => {
    expect(issuesOf(array(string(), "must be short", { max: 1 }), [1, 2])).toEqual([": must be short"]);
  });

  test("of one of several types are its own, if the value has only that type", () => {
    const rule = "must be all or a list";
    const names = union(
      [literal("all"), array(string("must be a name", { min: 1 }), "must be a list")],
      rule,
    );
    expect(issuesOf(names, ["a", ""])).toEqual(["1: must be a name"]);
    expect(issuesOf(names, [1])).toEqual([`: ${rule}`]);
    expect(issuesOf(names, "some")).toEqual([`: ${rule}`]);
    const texts = union([string("x", { min: 1 }), string("y", { min: 2 })], rule);
    expect(issuesOf(texts, "")).toEqual([`: ${rule}`]);
  });

  test("of a conversion are reported, and keep checks from a result that is missing", () => {
    const half = int("must be a number", 0, 9).transform((value, addIssue) => {
      if (value % 2 === 0) {
        return { half: value / 2 };
      }
      addIssue("must be even");
      return undefined;
    });
    const pair = object({ one: half, other: half }).refine(
      ({ one, other }) => one.half < other.half,
      "order",
    );
    expect(issuesOf(pair, { one: 2, other: 3 })).toEqual(["other: must be even"]);
    expect(issuesOf(pair, { one: 2, other: 10 })).toEqual(["other: must be a number"]);
    expect(issuesOf(pair, { one: 2, other: 2 })).toEqual([": order"]);
    expect(pair.validate({ one: 2, other: 4 }).value).toEqual({ one: { half: 1 }, other: { half: 2 } });
  });

  test("are unknown keys: the value is converted anyway, so that all issues are reported at once", () => {
    const converted = strictObject({}).transform((_, addIssue) => addIssue("must be more", ["a"]));
    expect(issuesOf(converted, { b: 1 })).toEqual([": b", "a: must be more"]);
  });
});

test("a schema never changes: each method returns another one", () => {
  const text = string("it", { min: 1 });
  text.describe("A text.");
  text.optional();
  text.refine(() => false, "never");
  expect(text.toJson()).toEqual({ type: "string", minLength: 1 });
  expect([text.isOptional, issuesOf(text, "a")]).toEqual([false, []]);
});

test("no value makes a schema throw, and issues never have a result", () => {
  const schema = strictObject({
    a: union([string(), array(record(int("it", 0, 9)))]).optional(),
    b: object({ c: date(), d: oneOf(["x"], "it") }),
  });
  const value = fc.oneof(
    fc.anything(),
    fc.record({ a: fc.anything(), b: fc.anything() }, { requiredKeys: [] }),
  );
  fc.assert(
    fc.property(value, (input) => {
      const result = schema.validate(input);
      expect(result.issues === undefined).toBe("value" in result);
    }),
  );
});
