import { expect, test } from "vitest";
import { checkRefusal, checkResponse } from "../src/check-answer.ts";
import type { Answer } from "../src/http/requests.ts";

function makeAnswer(body: string, headers: Record<string, string> = {}, status = 200): Answer {
  return { status, headers, body: new TextEncoder().encode(body) };
}

const json = { code: 200, bodyMediaType: "application/json" };

test.each([
  ["another status", makeAnswer("", {}, 201), { code: 200 }],
  [
    "a header with another value",
    makeAnswer("", { "x-a": "1, 2" }),
    { code: 200, headers: { "X-A": "1,2" } },
  ],
  ["a header that is missing", makeAnswer(""), { code: 200, requireHeaders: ["X-A"] }],
  ["a header that is forbidden", makeAnswer("", { "x-a": "" }), { code: 200, forbidHeaders: ["X-A"] }],
  ["a body in the place of none", makeAnswer("{}"), { ...json, body: "" }],
  ["no body in the place of one", makeAnswer(""), { ...json, body: "{}" }],
  ["JSON that says something else", makeAnswer('{"a":1}'), { ...json, body: '{"a":"1"}' }],
  ["a number that rounds to the same", makeAnswer("9007199254740993"), { ...json, body: "9007199254740992" }],
  ["text with a space more", makeAnswer("a "), { code: 200, bodyMediaType: "text/plain", body: "a" }],
])("refuses %s", (_, answer, expected) => {
  expect(checkResponse(answer, expected)).toBeDefined();
});

test("takes JSON in another spelling and order", () => {
  const answer = makeAnswer('{"b":1e1,"a":"\\u0061"}');
  expect(checkResponse(answer, { ...json, body: '{ "a": "a", "b": 10 }' })).toBeUndefined();
});

test.each([
  ["a[bc]", undefined],
  ["a", expect.any(String)],
])("matches the whole message against %s", (messageRegex, expected) => {
  const body = { mediaType: "application/json", assertion: { messageRegex } };
  expect(checkRefusal(makeAnswer('{"message":"ab"}', {}, 400), { code: 400, body })).toEqual(expected);
});
