import { match, strictEqual } from "node:assert";
import { test } from "vitest";
import { checkAnswer } from "../../src/fuzz/check-answer.ts";
import type { Answer } from "../../src/http/requests.ts";

const good: Answer = {
  status: 400,
  headers: { "content-type": "application/json", "x-amzn-errortype": "SerializationException" },
  body: Buffer.from('{"message":"no"}'),
};

test("accepts an error with its type and a JSON body", () => {
  strictEqual(checkAnswer(good, "GET"), undefined);
  strictEqual(checkAnswer({ ...good, body: Buffer.alloc(0) }, "HEAD"), undefined);
});

test.each<[string, Partial<Answer>, RegExp]>([
  ["a 500", { status: 500 }, /^the status 500/],
  ["a 503", { status: 503 }, /^the status 503/],
  ["no status", { status: Number.NaN }, /^the status NaN/],
  ["no error type", { headers: { "content-type": "application/json" } }, /without x-amzn-errortype/],
  [
    "an unexpected content type",
    { headers: { "x-amzn-errortype": "A", "content-type": "text/html" } },
    /is not application/,
  ],
  ["no JSON", { body: Buffer.from("<html>") }, /without JSON/],
])("finds %s", (_, wrong, problem) => {
  match(checkAnswer({ ...good, ...wrong }, "GET") ?? "", problem);
});
