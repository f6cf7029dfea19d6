import { expect, test } from "vitest";
import { checkFrame } from "../src/event-stream/check-frame.ts";
import type { Frame } from "../src/event-stream/frames.ts";

const frame: Frame = {
  headers: {
    ":event-type": { type: "string", value: "place" },
    count: { type: "byte", value: 1 },
    raw: { type: "binary", value: Uint8Array.of(102) },
    at: { type: "timestamp", value: new Date(0) },
  },
  body: Buffer.from('{"a":1,"b":2}'),
};

test.each([
  [
    "headers of all kinds",
    { headers: { count: { byte: 1 }, raw: { blob: "Zg==" }, at: { timestamp: "1970-01-01T00:00:00Z" } } },
  ],
  ["members in another order", { body: '{"b":2,"a":1}', bodyMediaType: "application/json" }],
  ["headers that must and must not be there", { requireHeaders: ["count"], forbidHeaders: ["size"] }],
])("a frame with %s passes", (_name, expected) => {
  expect(checkFrame(frame, { type: "response", ...expected })).toBeUndefined();
});

test.each([
  ["another value", { headers: { count: { byte: 2 } } }],
  ["another type", { headers: { count: { integer: 1 } } }],
  ["no such header", { headers: { size: { byte: 1 } } }],
  ["a required header missing", { requireHeaders: ["size"] }],
  ["a forbidden header", { forbidHeaders: ["count"] }],
  ["another body", { body: '{"a":1}', bodyMediaType: "application/json" }],
])("a frame with %s fails", (_name, expected) => {
  expect(checkFrame(frame, { type: "response", ...expected })).toEqual(expect.any(String));
});
