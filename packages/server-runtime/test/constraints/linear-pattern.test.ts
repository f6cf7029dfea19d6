import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { randomRuns } from "@eks-auth/test-kit/random-runs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileLinearPattern } from "../../src/constraints/linear-pattern.ts";
import { compileNative, expressions, sets, split, text } from "./expressions.ts";

test("matches what JavaScript matches", { timeout: 120_000 }, () => {
  const numRuns = randomRuns({ short: 350, long: 3_000 });
  let count = 0;
  fc.assert(
    fc.property(fc.boolean(), expressions(), fc.array(text, { maxLength: 8 }), (isWhole, inner, values) => {
      const expression = isWhole ? `^(?:${inner})$` : inner;
      const native = compileNative(expression);
      if (native !== undefined) {
        count++;
        const linear = compileLinearPattern(expression);
        // V8 matches `\B` within a surrogate pair, but ECMAScript has no position there.
        const hasBoundary = /\\[bB]/.test(expression);
        const texts = ["", ...values].filter(
          (value) => !hasBoundary || !/[\u{10000}-\u{10ffff}]/u.test(value),
        );
        expect(texts.map((value) => linear.test(value, {}))).toEqual(
          texts.map((value) => native.test(value)),
        );
      }
    }),
    { numRuns },
  );
  expect(count).toBeGreaterThan(numRuns / 2);
});

describe("every character of the first two planes, and a sample of the others", () => {
  test.each([
    ...sets,
    ...split(String.raw`. [^] [\s\d] [^\S] [\W_] \b [\b] [^\0-\u{ffff}]`),
    ...split(String.raw`\p{L} \p{Ll} \p{M} \p{N} \p{P} \p{S} \p{Z} \p{C} \p{Cc} \p{Cs}`),
    ...split(String.raw`\p{Script=Latin} \p{Script=Cyrillic} \p{sc=Arabic} \p{gc=Sc} \P{Zs} [^\P{Nd}]`),
  ])("%s", (expression) => {
    const native = new RegExp(expression, "u");
    const linear = compileLinearPattern(expression);
    const different: string[] = [];
    // Beyond these planes there are only long ranges of the same category.
    for (let point = 0; point <= 0x10ffff; point += point < 0x20000 ? 1 : 13) {
      const value = String.fromCodePoint(point);
      // The Unicode versions differ in their assigned characters.
      if (linear.test(value, {}) !== native.test(value) && !/\p{Cn}/u.test(value)) {
        different.push(point.toString(16));
      }
    }
    expect(different).toEqual([]);
  });
});

test("keeps the model's text, and no state between matches", () => {
  const linear = compileLinearPattern("(?<name>a+)+$");
  expect(linear.text).toBe("(?<name>a+)+$");
  expect([linear.test("aa", {}), linear.test("aa", {}), linear.test("ab", {})]).toEqual([true, true, false]);
});

test.each(["(a)\\1", "(?<x>a)\\k<x>", "(?=a)", "(?!a)", "(?<=a)", "(?<!a)"])("rejects %s", (expression) => {
  const message = "Look-arounds and backreferences can't be matched in linear time.";
  expect(() => compileLinearPattern(expression)).toThrow(new SyntaxError(message));
});

test.each(["a{1001}", "(?:a{100}){100}", "\\p{Script_Extensions=Greek}"])(
  "rejects %s like RE2",
  (expression) => {
    expect(() => compileLinearPattern(expression)).toThrow(SyntaxError);
  },
);

test("matches a hostile string of 100 000 characters", { timeout: 150_000 }, async () => {
  const attacks = [
    ["^(([a-z])+.)+[A-Z]([a-z])+$", "a", ""],
    ["(a+)+$", "a", "!"],
    ["^(a|a)*$", "a", "!"],
    ["^(a|aa)+$", "a", "!"],
    ["\\s+$", " ", "!"],
    ["^.*foo.*bar.*$", "foo", "\n"],
    ["^(?:a?){30}a{30}$", "a", ""],
    // A matcher without backtracking could need 2^20 states.
    ["^(?:a|b)*a(?:a|b){20}$", "abbaabab", "c"],
    ["\\b(\\w+)+\\b!", "a", "?"],
  ];
  const program = `
    import { compileLinearPattern } from ${JSON.stringify(new URL("../../src/constraints/linear-pattern.ts", import.meta.url))};
    const attacks = ${JSON.stringify(attacks)};
    const found = attacks.map(([text, pump, end]) => compileLinearPattern(text).test(pump.repeat(100_000 / pump.length) + end, {}));
    process.stdout.write(JSON.stringify(found));`;
  // A backtracking matcher would take years. This one takes about a second.
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], {
    timeout: 120_000,
  });
  expect(JSON.parse(stdout)).toEqual(attacks.map(() => false));
});
