import { describe, expect, test } from "vitest";
import {
  ignoreBody,
  readBlobPayload,
  readStreamPayload,
  readTextPayload,
  refuseBody,
  SerializationException,
  UnsupportedMediaTypeException,
} from "../../src/index.ts";
import { makeRequest } from "../raw-request.ts";

const text = { "content-type": "text/plain; charset=utf-8" };
const json = { "content-type": "application/json" };

describe("readTextPayload", () => {
  test("reads text of its type", () => {
    expect(readTextPayload(makeRequest({ headers: text, body: "é\u{1f600}" }))).toBe("é\u{1f600}");
    expect(readTextPayload(makeRequest({ headers: json, body: "{}" }), "application/json")).toBe("{}");
    expect(readTextPayload(makeRequest({ headers: json }))).toBeUndefined();
  });

  test("refuses another type and none", () => {
    for (const headers of [{}, json]) {
      expect(() => readTextPayload(makeRequest({ headers, body: "rawstring" }))).toThrow(
        new UnsupportedMediaTypeException("text/plain"),
      );
    }
  });

  test("refuses what isn't UTF-8", () => {
    expect(() => readTextPayload(makeRequest({ headers: text, body: Uint8Array.of(0xff) }))).toThrow(
      SerializationException,
    );
  });
});

describe("readBlobPayload", () => {
  test("takes any type, or the one that it is given", () => {
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
  ])("takes %j where it wants %s", (headers, mediaType) => {
    expect(readStreamPayload(makeRequest({ headers, stream }), mediaType)).toBe(stream);
  });

  test.each<Record<string, string>>([json, { "content-length": "1" }, { "transfer-encoding": "chunked" }])(
    "refuses %j where it wants text",
    (headers) => {
      expect(() => readStreamPayload(makeRequest({ headers, stream }), "text/plain")).toThrow(
        UnsupportedMediaTypeException,
      );
    },
  );
});

test("refuseBody refuses a body that says what it is", () => {
  expect(() => refuseBody(makeRequest({ headers: json, body: "{}" }))).toThrow(
    new UnsupportedMediaTypeException(),
  );
  expect(() => refuseBody(makeRequest({ headers: json }))).not.toThrow();
  expect(() => refuseBody(makeRequest({ body: "{}" }))).not.toThrow();
});

test("ignoreBody takes JSON or no type", () => {
  expect(() => ignoreBody(makeRequest({ headers: text }))).toThrow(UnsupportedMediaTypeException);
  expect(() => ignoreBody(makeRequest({ headers: json, body: "{}" }))).not.toThrow();
  expect(() => ignoreBody(makeRequest({ body: "{}" }))).not.toThrow();
});
