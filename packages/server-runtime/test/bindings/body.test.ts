import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ignoreBody,
  JsonNumber,
  type RoutedRequest,
  readBlobPayload,
  readExactJsonBody,
  readExactJsonPayload,
  readJsonBody,
  readJsonPayload,
  readStreamPayload,
  readTextPayload,
  refuseBody,
  SerializationException,
  UnsupportedMediaTypeException,
} from "../../src/index.ts";
import { makeRequest } from "../routed-request.ts";

const text = { "content-type": "text/plain; charset=utf-8" };
const json = { "content-type": "application/json" };

function sendJson(body: string | Uint8Array, maxJsonDepth?: number): RoutedRequest {
  return makeRequest({ headers: json, body, ...(maxJsonDepth === undefined ? {} : { maxJsonDepth }) });
}

describe("readTextPayload", () => {
  test("reads text of the expected type", () => {
    expect(readTextPayload(makeRequest({ headers: text, body: "é\u{1f600}" }))).toBe("é\u{1f600}");
    expect(readTextPayload(sendJson("{}"), "application/json")).toBe("{}");
    expect(readTextPayload(makeRequest({ headers: json }))).toBeUndefined();
  });

  test("rejects another type and none", () => {
    for (const headers of [{}, json]) {
      expect(() => readTextPayload(makeRequest({ headers, body: "rawstring" }))).toThrow(
        new UnsupportedMediaTypeException("text/plain"),
      );
    }
  });

  test("rejects what isn't UTF-8", () => {
    expect(() => readTextPayload(makeRequest({ headers: text, body: Uint8Array.of(0xff) }))).toThrow(
      SerializationException,
    );
  });
});

describe("readBlobPayload", () => {
  test("accepts any type, or only the expected one", () => {
    const body = Uint8Array.of(0, 0xff);
    for (const headers of [{}, json]) {
      expect(Array.from(readBlobPayload(makeRequest({ headers, body })) ?? [])).toEqual([0, 0xff]);
      expect(() => readBlobPayload(makeRequest({ headers, body }), "text/plain")).toThrow(
        UnsupportedMediaTypeException,
      );
    }
    expect(readBlobPayload(makeRequest({ headers: text, body }), "text/plain")).toHaveLength(2);
    expect(readBlobPayload(makeRequest({ headers: json }), "text/plain")).toBeUndefined();
  });
});

describe("readStreamPayload", () => {
  const stream = (async function* () {})();

  test.each<[Record<string, string>, string | undefined]>([
    [json, undefined],
    [{}, undefined],
    [text, "text/plain"],
    [{}, "text/plain"],
    [{ "content-length": "0" }, "text/plain"],
  ])("accepts %j if it expects %s", (headers, mediaType) => {
    expect(readStreamPayload(makeRequest({ headers, stream }), mediaType)).toBe(stream);
  });

  test.each<Record<string, string>>([json, { "content-length": "1" }, { "transfer-encoding": "chunked" }])(
    "rejects %j if it expects text",
    (headers) => {
      expect(() => readStreamPayload(makeRequest({ headers, stream }), "text/plain")).toThrow(
        UnsupportedMediaTypeException,
      );
    },
  );
});

test("refuseBody rejects a body with a content type", () => {
  expect(() => refuseBody(sendJson("{}"))).toThrow(new UnsupportedMediaTypeException());
  expect(() => refuseBody(makeRequest({ headers: json }))).not.toThrow();
  expect(() => refuseBody(makeRequest({ body: "{}" }))).not.toThrow();
});

test("ignoreBody accepts JSON or no type", () => {
  expect(() => ignoreBody(makeRequest({ headers: text }))).toThrow(UnsupportedMediaTypeException);
  expect(() => ignoreBody(sendJson("{}"))).not.toThrow();
  expect(() => ignoreBody(makeRequest({ body: "{}" }))).not.toThrow();
});

describe("readJsonBody", () => {
  test.each([
    ["an object", '{"a":1}', { a: 1 }],
    ["white space around it", ' \r\n\t{"a":1}\n', { a: 1 }],
    ["any script", '{"名":"\u{1f600}"}', { 名: "\u{1f600}" }],
    ["escapes", '{"a":"\\u00e9\\ud83d\\ude00"}', { a: "é\u{1f600}" }],
    ["no bytes", "", {}],
  ])("reads %s", (_, body, document) => {
    expect(readJsonBody(sendJson(body))).toEqual(document);
  });

  test("reads an empty document from a request without body and content type", () => {
    expect(readJsonBody(makeRequest({}))).toEqual({});
  });

  test("takes the last of duplicate keys, like JSON.parse", () => {
    expect(readJsonBody(sendJson('{"a":1,"a":2}'))).toEqual({ a: 2 });
  });

  test("doesn't change the prototype of objects", () => {
    const body = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
    const document = readJsonBody(sendJson(body));
    expect(Object.getPrototypeOf(document)).toBe(Object.prototype);
    expect(document.polluted).toBeUndefined();
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test.each(Object.entries({ readJsonBody, readExactJsonBody }))(
    "%s rejects JSON over the depth limit",
    (_, read) => {
      const nest = (depth: number) => `${'{"a":'.repeat(depth - 1)}{}${"}".repeat(depth - 1)}`;
      const readDepth = (body: string, maxJsonDepth: number) => read(sendJson(body, maxJsonDepth));
      expect(readDepth(nest(9), 9)).toHaveProperty("a");
      expect(() => readDepth(nest(10), 9)).toThrow(
        new SerializationException("The body must not nest deeper than 9 objects and arrays."),
      );
      expect(readDepth(`{"a":[${"[],".repeat(1000)}{}]}`, 3)).toHaveProperty("a");
      const quoted = JSON.stringify({ '\\"[{': '[{"\\'.repeat(1000) });
      expect(readDepth(quoted, 1)).toHaveProperty(['\\"[{']);
      expect(() => readDepth("[".repeat(1_000_000), 100)).toThrow(SerializationException);
      expect(() => readDepth(`"${"[".repeat(1_000_000)}`, 100)).toThrow(SerializationException);
    },
  );

  test.each([
    ["a text", "canary", "The body is not valid JSON."],
    ["a cut object", '{"a":"canary', "The body is not valid JSON."],
    ["a byte order mark", "\ufeff{}", "The body is not valid JSON."],
    ["null", "null", "The body must be a JSON object."],
    ["an array", '["canary"]', "The body must be a JSON object."],
    ["a string", '"canary"', "The body must be a JSON object."],
    ["a number", "7", "The body must be a JSON object."],
  ])("rejects %s and doesn't repeat it", (_, body, message) => {
    expect(() => readJsonBody(sendJson(body))).toThrow(new SerializationException(message));
  });

  test.each([
    ["an unpaired byte", [0x7b, 0xff, 0x7d]],
    ["an overlong slash", [0x22, 0xc0, 0xaf, 0x22]],
    ["an encoded surrogate", [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ["a cut character", [0x22, 0xe2, 0x82]],
  ])("rejects %s, which isn't UTF-8", (_, bytes) => {
    expect(() => readJsonBody(sendJson(Uint8Array.from(bytes)))).toThrow(
      new SerializationException("The body is not valid UTF-8."),
    );
  });

  test.each([
    ["another content type", "text/plain", "{}"],
    ["another content type without a body", "text/plain", ""],
    ["no content type", undefined, "{}"],
    ["an empty content type", "", "{}"],
  ])("rejects a document with %s", (_, contentType, body) => {
    const headers: Record<string, string> = contentType === undefined ? {} : { "content-type": contentType };
    expect(() => readJsonBody(makeRequest({ headers, body }))).toThrow(UnsupportedMediaTypeException);
  });
});

describe("readExactJsonBody", () => {
  test("keeps the text of a number that a double can't hold", () => {
    const body = '{"a":9007199254740993,"b":[1.50,1.5],"c":9223372036854776000,"d":12}';
    expect(readExactJsonBody(sendJson(body))).toEqual({
      a: new JsonNumber("9007199254740993"),
      b: [new JsonNumber("1.50"), 1.5],
      c: new JsonNumber("9223372036854776000"),
      d: 12,
    });
  });

  test("doesn't change the prototype of objects", () => {
    const document = readExactJsonBody(sendJson('{"__proto__":{"polluted":1.0}}'));
    expect(Object.keys(document)).toEqual(["__proto__"]);
    expect(document.polluted).toBeUndefined();
  });

  test("rejects a number as body", () => {
    expect(() => readExactJsonBody(sendJson("1.0"))).toThrow(
      new SerializationException("The body must be a JSON object."),
    );
  });
});

describe.each(Object.entries({ readJsonPayload, readExactJsonPayload }))("%s", (_, read) => {
  test.each([
    ["", undefined],
    ["null", undefined],
    ["[1]", [1]],
    ['"a"', "a"],
    ["false", false],
  ])("reads %j", (body, value) => {
    expect(read(sendJson(body))).toEqual(value);
  });

  test("rejects another content type", () => {
    expect(read(makeRequest({}))).toBeUndefined();
    expect(() => read(makeRequest({ body: "{}" }))).toThrow(UnsupportedMediaTypeException);
    const headers = { "content-type": "text/plain" };
    expect(() => read(makeRequest({ headers, body: "{}" }))).toThrow(UnsupportedMediaTypeException);
  });
});

test.each(Object.entries({ readJsonBody, readExactJsonBody }))(
  "%s rejects what only looks like JSON",
  (_, read) => {
    const bodies = [
      ...["{[", '{ "int": 10 }abc', '{ "int": 10 // comment\n}', '{ "int": 10 /* c */}', '{"int" :\f10}'],
      ...["{'int': 10}", '{"int": 10,}', '{ "a" : { null: "abc" } }', '{ "a": 2ABC }', '{ "a": 0x42 }'],
      ...['{ "a": Infinity }', '{ "a": NaN }', '{ "a": 1.2.3 }', '{ "a": True }', '[{ "int": 10}]'],
    ];
    for (const body of bodies) {
      expect(() => read(sendJson(body)), body).toThrow(SerializationException);
    }
  },
);

test("any text is read or rejected", () => {
  const texts = fc.oneof(
    fc.string(),
    fc.json(),
    fc.json().map((text) => text.slice(1)),
  );
  fc.assert(
    fc.property(texts, (body) => {
      for (const read of [readJsonBody, readExactJsonBody, readJsonPayload, readExactJsonPayload]) {
        try {
          read(sendJson(body, 3));
        } catch (error) {
          expect(error).toBeInstanceOf(SerializationException);
        }
      }
    }),
  );
});
