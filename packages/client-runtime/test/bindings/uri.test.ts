import fc from "fast-check";
import { expect, test } from "vitest";
import { writeGreedyLabel, writeHostLabel, writeLabel } from "../../src/bindings/path.ts";
import { addQueryParams, type QueryParameters, writeQuery } from "../../src/bindings/query.ts";

const text = fc.string({ unit: "grapheme" });

test("a label has only characters that a path keeps", () => {
  expect(writeLabel(" %:/?#[]@!$&'()*+,;=😹", "label")).toBe(
    "%20%25%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%F0%9F%98%B9",
  );
  fc.assert(
    fc.property(
      text.filter((value) => value !== ""),
      (value) => {
        const written = writeLabel(value, "label");
        expect(written).toMatch(/^[\w.~%-]+$/);
        expect(decodeURIComponent(written)).toBe(value);
      },
    ),
  );
});

test("a greedy label keeps its slashes", () => {
  expect(writeGreedyLabel("there/is a/guy", "label")).toBe("there/is%20a/guy");
});

test.each([[""], [undefined], [null], [5]])("%j isn't a label", (value) => {
  expect(() => writeLabel(value as string, "label")).toThrow(TypeError);
  expect(() => writeGreedyLabel(value as string, "label")).toThrow(TypeError);
});

test("a label of the host can't change the host", () => {
  expect(writeHostLabel("foo-1", "label")).toBe("foo-1");
  for (const value of ["", "a.b", "a/b", "evil.example#", "-a", "a-", "a@b", "a".repeat(64), undefined]) {
    expect(() => writeHostLabel(value as string, "label")).toThrow(
      new TypeError("The model requires a label of a host name at /label"),
    );
  }
});

test("a query has the values of each key; an empty list leaves out the key", () => {
  const query: QueryParameters = new Map<string, string | string[]>([
    ["kind", "a b"],
    ["plain", ""],
    ["none", []],
    ["some", ["1", "2&3"]],
  ]);
  expect(writeQuery(query)).toBe("kind=a%20b&plain=&some=1&some=2%263");
  expect(writeQuery(new Map())).toBe("");
});

test("what a query says is what URLSearchParams reads", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text)), (entries) => {
      const query = new Map(entries);
      expect([...new URLSearchParams(writeQuery(query))]).toEqual([...query]);
    }),
  );
});

test("the parameters of a map don't replace others", () => {
  const query: QueryParameters = new Map([["bar", "named"]]);
  addQueryParams(query, { bar: "fromMap", qux: "alsoFromMap", list: ["a", "b"] }, "map");
  expect(writeQuery(query)).toBe("bar=named&qux=alsoFromMap&list=a&list=b");
});

test.each([
  ["x", "/map"],
  [null, "/map"],
  [{ key: 5 }, "/map/key"],
  [{ key: ["a", null] }, "/map/key"],
])("%j isn't a map of parameters", (value, path) => {
  expect(() => addQueryParams(new Map(), value as never, "map")).toThrow(
    expect.objectContaining({ name: "TypeError", message: expect.stringContaining(` at ${path}`) }),
  );
});
