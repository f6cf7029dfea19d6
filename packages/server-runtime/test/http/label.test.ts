import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readLabel, SerializationException } from "../../src/index.ts";
import { makeRequest } from "../raw-request.ts";

describe("readLabel", () => {
  test.each([
    ["prod", "prod"],
    ["prod%2Deu", "prod-eu"],
    ["a%2fb", "a/b"],
    ["%F0%9F%98%80", "\u{1f600}"],
    ["%2525", "%25"],
    ["a+b", "a+b"],
    ["%00", "\u0000"],
  ])("reads %s as %j", (encoded, decoded) => {
    expect(readLabel(makeRequest({ labels: [encoded] }), 0, "name")).toBe(decoded);
  });

  test("takes the label that it is asked for", () => {
    expect(readLabel(makeRequest({ labels: ["first", "second"] }), 1, "name")).toBe("second");
  });

  test.each(["%", "%2", "%zz", "%C3", "%C0%AF", "%ED%A0%80", "canary%FF"])(
    "refuses %s and doesn't repeat it",
    (encoded) => {
      expect(() => readLabel(makeRequest({ labels: [encoded] }), 0, "name")).toThrow(
        new SerializationException("Expected percent-encoded UTF-8 in the label name in the path."),
      );
    },
  );

  test("reads every text that encodeURIComponent writes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(readLabel(makeRequest({ labels: [encodeURIComponent(text)] }), 0, "name")).toBe(text);
      }),
    );
  });
});
