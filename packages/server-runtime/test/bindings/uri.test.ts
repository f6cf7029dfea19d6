import { anyCharacter } from "@eks-auth/test-kit/any-character";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  parseQuery,
  readLabel,
  readQueryParamLists,
  readQueryParams,
  SerializationException,
} from "../../src/index.ts";
import { makeRequest } from "../routed-request.ts";

describe("readLabel", () => {
  test.each([
    ["prod", "prod"],
    ["prod%2Deu", "prod-eu"],
    ["a%2fb", "a/b"],
    ["%F0%9F%98%80", "\u{1f600}"],
    ["%2525", "%25"],
    ["a+b", "a+b"],
    ["%00", "\u0000"],
  ])("reads %s as %j", (encoded, decoded) => {
    expect(readLabel(makeRequest({ labels: [encoded] }), 0, "name")).toBe(decoded);
  });

  test("reads the label at an index", () => {
    expect(readLabel(makeRequest({ labels: ["first", "second"] }), 1, "name")).toBe("second");
  });

  test.each(["%", "%2", "%zz", "%C3", "%C0%AF", "%ED%A0%80", "canary%FF"])(
    "rejects %s and doesn't repeat it",
    (encoded) => {
      expect(() => readLabel(makeRequest({ labels: [encoded] }), 0, "name")).toThrow(
        new SerializationException("Expected percent-encoded UTF-8 in the label name in the path."),
      );
    },
  );

  test("reads every text that encodeURIComponent writes", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        expect(readLabel(makeRequest({ labels: [encodeURIComponent(text)] }), 0, "name")).toBe(text);
      }),
    );
  });
});

test.each<[string, [string, string[]][]]>([
  ["", []],
  ["a", [["a", [""]]]],
  ["a=", [["a", [""]]]],
  [
    "a=1&b=2&a=3",
    [
      ["a", ["1", "3"]],
      ["b", ["2"]],
    ],
  ],
  ["a=b=c", [["a", ["b=c"]]]],
  ["a+b=c+d", [["a b", ["c d"]]]],
  ["a%2Bb=%2B+%20", [["a+b", ["+  "]]]],
  ["%20=%F0%9F%98%80%26", [[" ", ["\u{1f600}&"]]]],
  ["&&a&", [["a", [""]]]],
  ["=a", [["", ["a"]]]],
])("parseQuery parses %j", (query, parameters) => {
  expect([...parseQuery(query)]).toEqual(parameters);
});

test.each(["a=%", "%zz=1", "a=%C3", "a=1&b=%ED%A0%80"])("parseQuery rejects %s", (query) => {
  expect(() => parseQuery(query)).toThrow(
    new SerializationException("Expected percent-encoded UTF-8 in the query."),
  );
});

test("reads all parameters as maps", () => {
  const query = parseQuery("a=1&a=2&b&__proto__=x");
  expect(Object.entries(readQueryParams(query))).toEqual([
    ["a", "1"],
    ["b", ""],
    ["__proto__", "x"],
  ]);
  expect(Object.entries(readQueryParamLists(query))).toEqual([
    ["a", ["1", "2"]],
    ["b", [""]],
    ["__proto__", ["x"]],
  ]);
});

test("parses 100 000 keys", () => {
  const query = parseQuery(Array.from({ length: 100_000 }, (_, index) => `k${index}=1`).join("&"));
  expect(Object.keys(readQueryParams(query))).toHaveLength(100_000);
});

test("any query is parsed or rejected", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom("%", "2", "C", "3", "&", "=", "+") })),
      (text) => {
        try {
          parseQuery(text);
        } catch (error) {
          expect(error).toBeInstanceOf(SerializationException);
        }
      },
    ),
  );
});

test("parameters are read as they were encoded", () => {
  const texts = fc.string({ unit: anyCharacter });
  fc.assert(
    fc.property(fc.array(fc.tuple(texts, texts)), (pairs) => {
      const query = parseQuery(pairs.map((pair) => pair.map(encodeURIComponent).join("=")).join("&"));
      for (const [key, value] of pairs) {
        expect(query.get(key)).toContain(value);
      }
    }),
  );
});
