import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { randomRuns } from "@eks-auth/test-kit/random-runs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { workOf } from "../../src/constraints/nfa/work.ts";
import { compileNfaPattern } from "../../src/constraints/nfa-pattern.ts";
import { checkPattern, type Pattern } from "../../src/constraints/pattern.ts";
import type { Violation } from "../../src/constraints/violation.ts";
import { compileNative, expressions, text } from "./expressions.ts";

const looks = fc.constantFrom("(?=", "(?!", "(?<=", "(?<!");

test("matches what JavaScript matches", { timeout: 120_000 }, () => {
  const numRuns = randomRuns({ short: 500, long: 6_000 });
  const counts = { found: 0, missing: 0 };
  const pattern = expressions((inner) =>
    fc.tuple(looks, inner).map(([start, content]) => `${start}${content})`),
  );
  fc.assert(
    fc.property(fc.boolean(), pattern, fc.array(text, { maxLength: 8 }), (isWhole, inner, values) => {
      const expression = isWhole ? `^(?:${inner})$` : inner;
      const native = compileNative(expression);
      const nfa = native && compileSmall(expression);
      if (native !== undefined && nfa !== undefined) {
        // V8 matches `\B` within a surrogate pair, but ECMAScript has no position there.
        const hasBoundary = /\\[bB]/.test(expression);
        const texts = ["", ...values].filter(
          (value) => !hasBoundary || !/[\u{10000}-\u{10ffff}]/u.test(value),
        );
        const found = texts.map((value) => native.test(value));
        expect(texts.map((value) => nfa.test(value, {}))).toEqual(found);
        counts[found.includes(true) ? "found" : "missing"]++;
      }
    }),
    { numRuns },
  );
  expect(counts.found).toBeGreaterThan(numRuns / 6);
  expect(counts.missing).toBeGreaterThan(numRuns / 12);
});

/** Compiles an expression, or returns `undefined` if it has too many steps. */
function compileSmall(expression: string): Pattern | undefined {
  try {
    return compileNfaPattern(expression);
  } catch (error) {
    expect(error).toMatchObject({ name: "SyntaxError", message: expect.stringContaining("steps") });
    return undefined;
  }
}

const part = fc.constantFrom(
  "a{3,7}",
  "[ab]{2,4}",
  "(?:b){0,5}",
  "a{6}",
  "[^a]{4,}",
  "(a{1,3}b)*",
  "(?:a{2,3}|b{3})+",
  "b",
  "(?=a{3,4}b)",
  "c?",
);

test("counts what JavaScript counts, on all paths at once", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1, maxLength: 4 }),
      fc.constantFrom("", "^"),
      fc.constantFrom("", "$"),
      fc.array(fc.stringMatching(/^[abc]{0,16}$/), { minLength: 20, maxLength: 20 }),
      (parts, start, end, values) => {
        const expression = `${start}${parts.join("")}${end}`;
        const native = new RegExp(expression, "u");
        const nfa = compileNfaPattern(expression);
        expect(values.map((value) => nfa.test(value, {}))).toEqual(values.map((value) => native.test(value)));
      },
    ),
    { numRuns: randomRuns({ short: 500, long: 4_000 }) },
  );
});

test.each([
  ["^[a-z]{1,4096}$", 4_096, 4_097],
  ["^(?:[a-z]){0,65535}b$", 65_536, 65_537],
  ["^b?a{70000}$", 70_000, 70_001],
  ["^(?!a{100001})a{99999,}$", 99_999, 100_001],
])("%s has exact limits", (expression, valid, invalid) => {
  const nfa = compileNfaPattern(expression);
  const value = (length: number) => `${"a".repeat(length - 1)}${expression.endsWith("b$") ? "b" : "a"}`;
  expect(nfa.test(value(valid), {})).toBe(true);
  expect(nfa.test(value(invalid), {})).toBe(false);
});

test("keeps the model's text, and no state between matches", () => {
  const nfa = compileNfaPattern("(?<name>a{2,3})+\\_$", "(?<name>a{2,3})+_$");
  expect(nfa.text).toBe("(?<name>a{2,3})+\\_$");
  expect(["aa_", "aa_", "a_"].map((value) => nfa.test(value, {}))).toEqual([true, true, false]);
});

test.each([
  ["(a)\\1", "Backreferences can't be matched in linear time."],
  ["(?<x>a)\\k<x>", "Backreferences can't be matched in linear time."],
  ["(?:ab){101}", "more than 200 steps"],
  ["(?:a{2,9}b?(?=c)){50}", "more than 200 steps"],
  ["\\_", "Invalid escape"],
])("rejects %s", (expression, message) => {
  expect(() => compileNfaPattern(expression)).toThrow(SyntaxError);
  expect(() => compileNfaPattern(expression)).toThrow(message);
});

test("matches a hostile string of 100 000 characters", { timeout: 150_000 }, async () => {
  const attacks = [
    ["^(([a-z])+.)+[A-Z]([a-z])+$", "a", ""],
    ["(a+)+$", "a", "!"],
    ["^(a|aa)+$", "a", "!"],
    ["^(?:a?){30}a{30}$", "a", ""],
    ["^(?:a|b)*a(?:a|b){20}$", "abbaabab", "c"],
    ["a{50000}b", "a", ""],
    ["[ab]{1,50000}[ac]{1,50000}d", "a", ""],
    ["(?:a{1,50000}b?)*c", "a", ""],
    ["(?=(?:a|b)*c)(?!.*d)(?<=a*)b", "a", "d"],
    ["(?<!a*b)(?=a{2,1000}d)e", "a", "c"],
  ];
  const program = `
    import { compileNfaPattern } from ${JSON.stringify(new URL("../../src/constraints/nfa-pattern.ts", import.meta.url))};
    const attacks = ${JSON.stringify(attacks)};
    const found = attacks.map(([text, pump, end]) => compileNfaPattern(text).test(pump.repeat(100_000 / pump.length) + end, {}));
    process.stdout.write(JSON.stringify(found));`;
  // A backtracking matcher would take years. This one takes about a second.
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], {
    timeout: 120_000,
  });
  expect(JSON.parse(stdout)).toEqual(attacks.map(() => false));
});

const refusal = { name: "RequestEntityTooLargeException", status: 413 };

describe("the work of a request is limited", () => {
  const pattern = compileNfaPattern("(?:a?){96}b");
  const long = "a".repeat(1_000_000);

  test.each([
    ["(?:a?){96}b", long],
    ["(?:a{1,50000}){190}b", long],
    ["(?!(?:a?){50}b)(?:[ab]{2,9}){80}c", long],
    [
      Array.from({ length: 150 }, (_, index) => `[\\u{${(0x4e00 + index).toString(16)}}]`).join(""),
      Array.from({ length: 200_000 }, (_, index) => String.fromCodePoint(0x4e00 + (index % 20_000))).join(""),
    ],
  ])("for %s", (expression, value) => {
    // Most of the work was spent for other strings.
    const request = {};
    workOf(request).spend(27_000_000);
    expect(() => compileNfaPattern(expression).test(value, request)).toThrow(
      expect.objectContaining(refusal),
    );
  });

  test("for many strings together, with the message of the constraint's check", () => {
    const violations: Violation[] = [];
    const value = "a".repeat(1_000);
    const message =
      "Checking the request's strings against their patterns takes too long. Send shorter strings, or fewer.";
    workOf(violations).spend(27_000_000);
    expect(() =>
      Array.from({ length: 1_000 }, () => checkPattern(value, pattern, "", "text", violations)),
    ).toThrow(expect.objectContaining({ ...refusal, message }));
  });

  test("for each request", () => {
    const value = "a".repeat(20_000);
    const spent = {};
    workOf(spent).spend(27_000_000);
    expect(() => pattern.test(value, spent)).toThrow(expect.objectContaining(refusal));
    expect(pattern.test(value, {})).toBe(false);
  });

  test("not for a long string on which a pattern has few paths", () => {
    const arn = compileNfaPattern(
      "^(?!arn:aws:x)(arn:aws:[a-z]{1,20}:[A-Za-z0-9_/.-]{0,2000000}|[a-f0-9]{8}-[a-f0-9]{4})$",
    );
    expect(arn.test(`arn:aws:iam:${long}`, {})).toBe(true);
  });
});
