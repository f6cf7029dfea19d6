import { describe, expect, test } from "vitest";
import { expandMalformed, type MalformedTemplate } from "../src/malformed-requests.ts";

/** A template with this body. */
function makeTemplate(body: string, testParameters?: Record<string, string[]>): MalformedTemplate {
  const template = { id: "Case", request: { method: "POST", uri: "/", body }, response: { code: 400 } };
  return testParameters === undefined ? template : { ...template, testParameters };
}

/** The bodies of the cases that a template with this body expands to. */
function expandBody(body: string, testParameters?: Record<string, string[]>): (string | undefined)[] {
  return expandMalformed(makeTemplate(body, testParameters)).map(({ request }) => request.body);
}

describe("a placeholder", () => {
  test.each([
    [":L is replaced by the value", "{$value:L}", '{a"b}'],
    [":S is replaced by the value as JSON", "{$value:S}", '{"a\\"b"}'],
    ["can be repeated", "$value:L$value:L", 'a"ba"b'],
    ["ends with its format", "$value:Loud", 'a"boud'],
    ["$$ is replaced by one dollar", "^a$$", "^a$"],
    ["does not start with the second dollar of $$", "$$value:L", "$value:L"],
  ])("%s", (_, body, expected) => {
    expect(expandBody(body, { value: ['a"b'] })).toEqual([expected]);
  });

  test("in a value is not replaced", () => {
    expect(expandBody("$value:L", { value: ["$$ $value:L $1 $&"] })).toEqual(["$$ $value:L $1 $&"]);
  });

  test.each(["$other:L", "$value:T", "$value", "$", "$ "])("without a value is an error: %s", (body) => {
    expect(() => expandBody(body, { value: ["a"] })).toThrow("no value for the placeholder $");
  });
});

describe("a template", () => {
  test("without parameters is not changed", () => {
    expect(expandMalformed(makeTemplate("$value:L $$"))).toEqual([makeTemplate("$value:L $$")]);
  });

  test("with lists of equal length takes one value of each", () => {
    expect(expandBody("$a:L-$b:L", { a: ["1", "2"], b: ["x", "y"] })).toEqual(["1-x", "2-y"]);
  });

  test("with lists of different length is an error", () => {
    expect(() => expandBody("", { a: ["1"], b: ["x", "y"] })).toThrow(
      "Case: the lists of testParameters differ in length",
    );
  });

  test("can have placeholders anywhere, and its cases are numbered", () => {
    const template: MalformedTemplate = {
      id: "Case",
      request: { method: "$a:L", uri: "/$a:L", queryParams: ["$a:L"], headers: { "x-a": "$a:L" } },
      response: {
        code: 400,
        headers: { "x-b": "$a:L" },
        body: { mediaType: "text/plain", assertion: { contents: "$a:L" } },
      },
      testParameters: { a: ["1", "2"] },
    };
    expect(expandMalformed(template)).toEqual(
      ["1", "2"].map((a, index) => ({
        id: `Case ${index}`,
        request: { method: a, uri: `/${a}`, queryParams: [a], headers: { "x-a": a } },
        response: {
          code: 400,
          headers: { "x-b": a },
          body: { mediaType: "text/plain", assertion: { contents: a } },
        },
      })),
    );
  });
});
