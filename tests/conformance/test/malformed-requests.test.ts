import { describe, expect, test } from "vitest";
import { expandMalformed, type MalformedTemplate } from "../src/cases/malformed-requests.ts";

/** A template whose body is this text. */
function makeTemplate(body: string, testParameters?: Record<string, string[]>): MalformedTemplate {
  const template = { id: "Case", request: { method: "POST", uri: "/", body }, response: { code: 400 } };
  return testParameters === undefined ? template : { ...template, testParameters };
}

/** The bodies of the cases that this text stands for. */
function expandBody(body: string, testParameters?: Record<string, string[]>): (string | undefined)[] {
  return expandMalformed(makeTemplate(body, testParameters)).map(({ request }) => request.body);
}

describe("a placeholder", () => {
  test.each([
    [":L is the value as it is", "{$value:L}", '{a"b}'],
    [":S is the value in JSON", "{$value:S}", '{"a\\"b"}'],
    ["may stand twice", "$value:L$value:L", 'a"ba"b'],
    ["ends with its format", "$value:Loud", 'a"boud'],
    ["of two dollars is one", "^a$$", "^a$"],
    ["is none behind two dollars", "$$value:L", "$value:L"],
  ])("%s", (_, body, expected) => {
    expect(expandBody(body, { value: ['a"b'] })).toEqual([expected]);
  });

  test("is not looked for in a value", () => {
    expect(expandBody("$value:L", { value: ["$$ $value:L $1 $&"] })).toEqual(["$$ $value:L $1 $&"]);
  });

  test.each(["$other:L", "$value:T", "$value", "$", "$ "])("is never left alone: %s", (body) => {
    expect(() => expandBody(body, { value: ["a"] })).toThrow("nothing to put in the place of $");
  });
});

describe("a template", () => {
  test("without parameters is taken word for word", () => {
    expect(expandMalformed(makeTemplate("$value:L $$"))).toEqual([makeTemplate("$value:L $$")]);
  });

  test("with lists of equal length goes through them together", () => {
    expect(expandBody("$a:L-$b:L", { a: ["1", "2"], b: ["x", "y"] })).toEqual(["1-x", "2-y"]);
  });

  test("with lists of different length is wrong", () => {
    expect(() => expandBody("", { a: ["1"], b: ["x", "y"] })).toThrow(
      "Case: its parameters differ in length",
    );
  });

  test("may have its placeholders anywhere, and its cases are numbered", () => {
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
