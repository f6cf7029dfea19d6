import { expect, test } from "vitest";
import { parseJson } from "../../src/network/parse-json.ts";

test.each<[string, unknown]>([
  ['{"a":[1,"é"]}', { a: [1, "é"] }],
  ["null", null],
])("%s is parsed, as text and as bytes", (text, value) => {
  expect(parseJson(text)).toEqual(value);
  expect(parseJson(Buffer.from(text))).toEqual(value);
});

test.each<[string, Uint8Array | string]>([
  ["nothing", ""],
  ["other text", "<html>"],
  ["cut JSON", '{"a":'],
  ["malformed UTF-8", Buffer.from([0x22, 0xff, 0x22])],
])("%s is undefined", (_name, content) => {
  expect(parseJson(content)).toBeUndefined();
});
