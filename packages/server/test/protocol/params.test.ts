import { expect, test } from "vitest";
import { convertParams } from "./params.ts";

const credentials = "com.amazonaws.eksauth#Credentials";

test("strings stay, timestamps become dates", () => {
  expect(convertParams({ accessKeyId: "1767225600", expiration: 1767225600.5 }, credentials)).toEqual({
    accessKeyId: "1767225600",
    expiration: new Date("2026-01-01T00:00:00.500Z"),
  });
});

test("members that are absent stay absent", () => {
  expect(convertParams({}, credentials)).toStrictEqual({});
});

test.each([
  ["a member that the shape doesn't have", { canary: 1 }, credentials],
  ["a shape that the model doesn't have", {}, "com.amazonaws.eksauth#Nothing"],
  ["a type that nobody has thought of", 7, "smithy.api#Integer"],
])("%s is an error", (_, value, id) => {
  expect(() => convertParams(value, id)).toThrow();
});
