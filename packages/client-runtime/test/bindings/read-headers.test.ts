import { textToInteger } from "@eks-auth/server-runtime";
import { expect, test } from "vitest";
import {
  readHeader,
  readHeaderDates,
  readHeaderList,
  readHeaderValue,
  readPrefixHeaders,
  textToDateTime,
  textToString,
} from "../../src/bindings/read-headers.ts";
import { readBlobPayload, readPayload, readTextPayload } from "../../src/bindings/read-payload.ts";
import { readString } from "../../src/json/read-simple.ts";

const response = (headers: Record<string, string>, body = "") => ({
  status: 200,
  headers,
  body: new TextEncoder().encode(body),
  stream: undefined,
});

test("a header is a text, or is converted; an absent one is undefined", () => {
  expect(readHeader(response({ a: "" }), "a")).toBe("");
  expect(readHeader(response({}), "constructor")).toBeUndefined();
  expect(readHeaderValue(response({ a: "12" }), "a", textToInteger)).toBe(12);
  expect(readHeaderValue(response({}), "a", textToInteger)).toBeUndefined();
  expect(() => readHeaderValue(response({ a: "x" }), "a", textToInteger)).toThrow(/in the header a\.$/);
});

test("a header has a list, whose items can be quoted", () => {
  expect(readHeaderList(response({ a: '"b,c", "\\"def\\"", a' }), "a", textToString)).toEqual([
    "b,c",
    '"def"',
    "a",
  ]);
  expect(readHeaderList(response({ a: "1, 2" }), "a", textToInteger)).toEqual([1, 2]);
  expect(readHeaderList(response({ a: "" }), "a", textToInteger)).toEqual([]);
  expect(readHeaderList(response({}), "a", textToInteger)).toBeUndefined();
});

test("dates of HTTP have a comma", () => {
  const header = "Mon, 16 Dec 2019 23:48:18 GMT, Tue, 17 Dec 2019 23:48:18.5 GMT";
  expect(readHeaderDates(response({ a: header }), "a")).toEqual([
    new Date("2019-12-16T23:48:18Z"),
    new Date("2019-12-17T23:48:18.5Z"),
  ]);
  expect(textToDateTime("2019-12-17T00:48:18+01:00", "the header a")).toEqual(
    new Date("2019-12-16T23:48:18Z"),
  );
  expect(() => textToDateTime("x", "the header a")).toThrow(/in the header a$/);
});

test("headers with a prefix are a map by the rest of their names", () => {
  const headers = { "x-a-b": "1", "x-a-": "2", other: "3", "x-a-__proto__": "4" };
  expect(Object.entries(readPrefixHeaders(response(headers), "x-a-") ?? {})).toEqual([
    ["b", "1"],
    ["", "2"],
    ["__proto__", "4"],
  ]);
  expect(readPrefixHeaders(response(headers), "")).toEqual(headers);
  expect(readPrefixHeaders(response(headers), "y-")).toBeUndefined();
});

test("an empty body is an absent payload", () => {
  expect(readTextPayload(response({}))).toBeUndefined();
  expect(readBlobPayload(response({}))).toBeUndefined();
  expect(readPayload(undefined, "it", readString)).toBeUndefined();
  expect(readPayload(null, "it", readString)).toBeUndefined();
});

test("a payload is a text, bytes or JSON", () => {
  expect(readTextPayload(response({}, "\ufeffä"))).toBe("\ufeffä");
  expect(readBlobPayload(response({}, "ab"))).toEqual(Uint8Array.of(0x61, 0x62));
  expect(readPayload("x", "it", readString)).toBe("x");
  expect(() => readPayload(5, "it", readString)).toThrow(new TypeError("The model requires a string at /it"));
});
