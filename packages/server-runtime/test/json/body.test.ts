import { describe, expect, test } from "vitest";
import { readJsonBody, SerializationException, UnsupportedMediaTypeException } from "../../src/index.ts";
import { makeRequest } from "../raw-request.ts";

const json = { "content-type": "application/json" };

describe("readJsonBody", () => {
  test.each([
    ["an object", '{"a":1}', { a: 1 }],
    ["white space around it", ' \r\n\t{"a":1}\n', { a: 1 }],
    ["any script", '{"名":"\u{1f600}"}', { 名: "\u{1f600}" }],
    ["escapes", '{"a":"\\u00e9\\ud83d\\ude00"}', { a: "é\u{1f600}" }],
    ["no bytes", "", {}],
  ])("reads %s", (_, body, document) => {
    expect(readJsonBody(makeRequest({ headers: json, body }))).toEqual(document);
  });

  test("takes a request without body and content type for an empty document", () => {
    expect(readJsonBody(makeRequest({}))).toEqual({});
  });

  test("takes the last of duplicate keys, as every JSON parser of the platform", () => {
    expect(readJsonBody(makeRequest({ headers: json, body: '{"a":1,"a":2}' }))).toEqual({ a: 2 });
  });

  test("leaves the prototype of objects alone", () => {
    const body = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
    const document = readJsonBody(makeRequest({ headers: json, body }));
    expect(Object.getPrototypeOf(document)).toBe(Object.prototype);
    expect(document.polluted).toBeUndefined();
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("outlives nesting as deep as the body is long", () => {
    const body = "[".repeat(262_144);
    expect(() => readJsonBody(makeRequest({ headers: json, body }))).toThrow("The body is not valid JSON.");
    const whole = `${'{"a":'.repeat(40_000)}1${"}".repeat(40_000)}`;
    expect(readJsonBody(makeRequest({ headers: json, body: whole }))).toHaveProperty("a");
  });

  test.each([
    ["a text", "canary", "The body is not valid JSON."],
    ["a cut object", '{"a":"canary', "The body is not valid JSON."],
    ["a byte order mark", "\ufeff{}", "The body is not valid JSON."],
    ["null", "null", "The body must be a JSON object."],
    ["an array", '["canary"]', "The body must be a JSON object."],
    ["a string", '"canary"', "The body must be a JSON object."],
    ["a number", "7", "The body must be a JSON object."],
  ])("refuses %s and doesn't repeat it", (_, body, message) => {
    expect(() => readJsonBody(makeRequest({ headers: json, body }))).toThrow(
      new SerializationException(message),
    );
  });

  test.each([
    ["an unpaired byte", [0x7b, 0xff, 0x7d]],
    ["an overlong slash", [0x22, 0xc0, 0xaf, 0x22]],
    ["an encoded surrogate", [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ["a cut character", [0x22, 0xe2, 0x82]],
  ])("refuses %s, for it isn't UTF-8", (_, bytes) => {
    expect(() => readJsonBody(makeRequest({ headers: json, body: Uint8Array.from(bytes) }))).toThrow(
      new SerializationException("The body is not valid UTF-8."),
    );
  });

  test.each([
    ["another content type", "text/plain", "{}"],
    ["another content type without a body", "text/plain", ""],
    ["no content type", undefined, "{}"],
    ["an empty content type", "", "{}"],
  ])("refuses a document with %s", (_, contentType, body) => {
    const headers: Record<string, string> = contentType === undefined ? {} : { "content-type": contentType };
    expect(() => readJsonBody(makeRequest({ headers, body }))).toThrow(UnsupportedMediaTypeException);
  });
});
