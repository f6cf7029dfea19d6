import { describe, expect, test } from "vitest";
import { celText, matchRule, toTextRule } from "../../../../src/associations/kubernetes/crd/text-rule.ts";

describe("a pattern becomes one of RE2", () => {
  test.each([
    [/^[a-z]+$/, { pattern: "^[a-z]+$" }],
    [/^[a-z]\/\d$/i, { pattern: "(?i)^[a-z]/\\d$" }],
    [/^a(?<name>b)(?:c)$/, { pattern: "^a(?:b)(?:c)$" }],
    [
      /^(?=.{1,63}$)[a-z]([a-z-]*[a-z])?$/,
      { minLength: 1, maxLength: 63, pattern: "^[a-z]([a-z-]*[a-z])?$" },
    ],
    [/^[\w+=,.@:/-]{2,1224}$/, { minLength: 2, maxLength: 1224, pattern: "^[\\w+=,.@:/-]+$" }],
    [/^a{2,3}$/, { pattern: "^a{2,3}$" }],
  ])("%s", (pattern, rule) => {
    expect(toTextRule(pattern)).toEqual(rule);
  });

  test.each([/^(?=a)b$/, /a(?!b)/, /(?<=a)b/, /(?<!a)b/])("but not %s", (pattern) => {
    expect(() => toTextRule(pattern)).toThrow(TypeError);
  });
});

test("a rule has the pattern as a raw string", () => {
  expect(matchRule("^\\d$", "must be a digit")).toEqual({
    rule: "self.matches(r'^\\d$')",
    message: "must be a digit",
  });
});

test.each(["it's", "a\nb"])("a raw string cannot have %j", (text) => {
  expect(() => celText(text)).toThrow(TypeError);
});
