import { describe, expect, test } from "vitest";
import { translateJava } from "../../../src/pattern/java/translate.ts";

const end = "(?:\\r\\n|[\\n\\r\\x85\\u2028\\u2029])?$";

test.each([
  ["[\\w\\-\\_\\.]+", "[\\-.0-9A-Z_a-z]+"],
  ["^[a-z\\_]{1,9}$", `^[_a-z]{1,9}${end}`],
  ["^a\\z", "^a$"],
  ["^(a|b$)$", `^(?:a|b)${end}`],
  ["^[^a]{0,3}$", "^[^a]{0,3}(?:\\r\\n|[\\r\\x85\\u2028\\u2029]|(?<!\\r)\\n)?$"],
  ["(?d)a$", "a(?:\\n)?$"],
  ["(?s).(?-s).", "[^][^\\n\\r\\x85\\u2028\\u2029]"],
  ["(?i)a1[x-z]", "[Aa]1[X-Zx-z]"],
  ["\\p{Alpha}\\p{IsLatin}\\P{javaLetter}", "[A-Za-z]\\p{Script=Latin}[^\\p{L}]"],
  ["[^\\p{L}\\p{IsWhite_Space}_]", "[^_\\p{L}\\p{White_Space}]"],
  ["[[:alpha:]]", "[:ahlp]"],
  ["[a-f&&[^c]]", "[abd-f]"],
  ["\\Qa.b\\E+", "a\\.b+"],
  ["\\x{1F600}\\x41\\u0042\\0103\\cD", "\\u{1F600}ABC\\x04"],
  ["a{2}{3}?", "a{2}"],
  ["(?:\\/)?+[a-z]++", "\\/?[a-z]+"],
  ["(?<year>\\d{4})", "[0-9]{4}"],
  ["^a$}$", "^a[]\\}(?:\\r\\n|[\\n\\r\\x85\\u2028\\u2029])?$"],
])("%s is translated", (pattern, expression) => {
  expect(translateJava(pattern)).toBe(expression);
});

describe("has no exact translation:", () => {
  test.each([
    ["(a)\\1", "back references can't be matched in linear time."],
    ["(?m)^a", "the flag (?m) has no exact equivalent in JavaScript."],
    ["\\bfoo", "\\b and \\B mean something else in Java, unless"],
    ["\\p{InGreek}", "JavaScript has no equivalent of \\p{InGreek}."],
    ["(?i)\\p{gc=Lu}", "JavaScript has no equivalent of \\p{gc=Lu}."],
    ["\\0\\Q1\\E", "\\0 without an octal digit."],
    ["(?i)\\p{Lower}", "JavaScript has no equivalent of \\p{Lower}."],
    ["[a-z]*+b?[a-z]", "JavaScript has no possessive quantifiers"],
    ["(?>a|ab)c", "JavaScript has no atomic groups"],
    ["(?<=a*)b", "Java looks behind only to a limit, and there is none."],
    ["(?<=.)b", "Java doesn't look behind in the same way for characters of two UTF-16 units"],
    ["\\R+", "\\R with a quantifier has no exact equivalent in JavaScript."],
    ["[a&&[b]&c]", "a class has characters after an intersection (&&): put it into brackets."],
    ["[\\p{L}&&[^\\p{IsLatin}]]", "an intersection of Unicode properties"],
    ["(^|a){2}", "Java counts the iterations of a group differently if a part of it is an assertion."],
    ["\\X", "JavaScript has no equivalent of \\X."],
    ["a(", "it has a group without an end: Java rejects it too."],
    ["a)", "it has a parenthesis too many: Java rejects it too."],
    ["a**", "it has a * that follows nothing: Java rejects it too."],
    ["[z-a]", "a class has a range that Java rejects too."],
  ])("%s", (pattern, reason) => {
    expect(() => translateJava(pattern)).toThrow(reason);
  });
});
