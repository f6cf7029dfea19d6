import { expect, test } from "vitest";
import { checkRejection, checkResponse } from "../src/check-answer.ts";
import type { Answer } from "../src/http/requests.ts";

function makeAnswer(body: string, headers: Record<string, string> = {}, status = 200): Answer {
  return { status, headers, body: new TextEncoder().encode(body) };
}

const json = { code: 200, bodyMediaType: "application/json" };

test.each([
  ["an unexpected status", makeAnswer("", {}, 201), { code: 200 }],
  [
    "a header with an unexpected value",
    makeAnswer("", { "x-a": "1, 2" }),
    { code: 200, headers: { "X-A": "1,2" } },
  ],
  ["a missing header", makeAnswer(""), { code: 200, requireHeaders: ["X-A"] }],
  ["a forbidden header", makeAnswer("", { "x-a": "" }), { code: 200, forbidHeaders: ["X-A"] }],
  ["a body instead of none", makeAnswer("{}"), { ...json, body: "" }],
  ["no body instead of one", makeAnswer(""), { ...json, body: "{}" }],
  ["JSON with an unexpected value", makeAnswer('{"a":1}'), { ...json, body: '{"a":"1"}' }],
  [
    "a number that only equals after rounding",
    makeAnswer("9007199254740993"),
    { ...json, body: "9007199254740992" },
  ],
  ["text with an additional space", makeAnswer("a "), { code: 200, bodyMediaType: "text/plain", body: "a" }],
])("rejects %s", (_, answer, expected) => {
  expect(checkResponse(answer, expected)).toBeDefined();
});

test("accepts JSON that is written differently", () => {
  const answer = makeAnswer('{"b":1e1,"a":"\\u0061"}');
  expect(checkResponse(answer, { ...json, body: '{ "a": "a", "b": 10 }' })).toBeUndefined();
});

test.each([
  ["a[bc]", undefined],
  ["a", expect.any(String)],
])("compares the whole message with %s", (messageRegex, expected) => {
  const body = { mediaType: "application/json", assertion: { messageRegex } };
  expect(checkRejection(makeAnswer('{"message":"ab"}', {}, 400), { code: 400, body })).toEqual(expected);
});
