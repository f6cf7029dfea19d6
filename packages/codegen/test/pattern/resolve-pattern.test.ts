import { readFile } from "node:fs/promises";
import { root } from "@eks-auth/test-kit/repository";
import { describe, expect, test } from "vitest";
import { resolvePattern } from "../../src/pattern/resolve-pattern.ts";

const native = [
  "",
  "^$",
  "\\S",
  "a+",
  "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
  "^arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@-]{1,64}$",
  "^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}$",
  "^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*$",
  "^(?!aws:)[a-z:]+$",
  "^[a-z][a-z0-9-]*(?<!-)$",
  "^[\\s\\S]{1,262144}$",
  "[\\s\\S]{1,2048}",
  "^(?:us-east-1|us-east-2|eu-west-1)$",
  "^(?:a?)*$",
];
const linear: [string, string[]][] = [
  [
    "exponential",
    ["^(([a-z])+.)+[A-Z]([a-z])+$", "(a+)+$", "^(a|a)*$", "^(?:a*?)*$", "^([a-zA-Z0-9]+\\s?)*$", "(?:a*)*b"],
  ],
  ["polynomial", ["\\s+$", "[a-z]+@", ".*\\S.*", "^.*foo.*$", "^[^@]*[^:]*$", "^a*(?:b|c)?a*$"]],
  ["finite but huge", ["^(a|a){1,30}$", "^(a|aa){1,40}b$", "^(a?){30}a{30}$", "^([a-z]{1,20}){1,20}$"]],
  ["beyond what is proven", ["\\ba+\\b"]],
];

const nfa = [
  "^(?!d-)([\\da-z]+)([-]*[\\da-z])*$",
  "(?<=a+)b",
  "^(?=(a+)+b)a",
  "^(a|a){1,30}b[a-c]{1,5000}$",
  "^s3://([a-z0-9][a-z0-9-.]{1,61}[a-z0-9])(/(.{0,1024}))?$",
  "[\\w-]{1,2048}$",
];

test.each(nfa)("%s needs the engine with look-arounds and counters", (text) => {
  expect(resolvePattern(text)).toEqual({ text, expression: text, matcher: "nfa" });
});

test.each(native)("%s is matched by JavaScript's engine", (text) => {
  expect(resolvePattern(text)).toEqual({ text, expression: text, matcher: "native" });
});

describe.each(linear)("%s work", (_, texts) => {
  test.each(texts)("of %s needs the linear engine", (text) => {
    expect(resolvePattern(text)).toEqual({ text, expression: text, matcher: "linear" });
  });
});

test("the patterns of the EKS Auth model are matched by JavaScript's engine", async () => {
  const model = await readFile(`${root}model/operation.smithy`, "utf8");
  const texts = [...model.matchAll(/@pattern\((".*")\)/g)].map(([, literal = ""]) => JSON.parse(literal));
  expect(texts).toHaveLength(2);
  expect(texts.map((text) => resolvePattern(text).matcher)).toEqual(["native", "native"]);
});

test.each([
  [
    "[",
    "is not a JavaScript regular expression (flag u): Unterminated character class. It can't be translated from Java's syntax: it ends too early: Java rejects it too. Use the syntax of ECMAScript 2024.",
  ],
  ["(?m)a", "the flag (?m) has no exact equivalent in JavaScript. Use the syntax of ECMAScript 2024."],
  ["\\p{Alpha}{2,1}", "numbers out of order in {} quantifier. It can't be translated"],
  ["(a)\\_\\1", "back references can't be matched in linear time. Use the syntax"],
  ["^a$}$", "matches no string, by the rules of Java. Fix it."],
  ["^(a+)+\\1$", "Backreferences can't be matched in linear time. Rewrite it without"],
  ["^(a|a){1,5000}$", "counts of groups are too large, or it is too long. Rewrite it without"],
])("rejects %s", (text, problem) => {
  const resolve = () => resolvePattern(text);
  expect(resolve).toThrow(problem);
});

test("the result is the same each time, also for the most expensive patterns", () => {
  const texts = [
    ...native,
    ...linear.flatMap(([, texts]) => texts),
    "^(?:[ab]{0,40}c){40}$",
    "^(?:[a-f]|[b-g]|[c-h]){0,9}(?:ab|bc|cd|de|ef|fg){100}x*$",
  ];
  const results = () => texts.map((text) => resolvePattern(text).matcher);
  expect(results()).toEqual(results());
});
