import { randomRuns } from "@eks-auth/test-kit/random-runs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { resolvePattern } from "../../src/pattern/resolve-pattern.ts";
import { countAttempts } from "./counting-matcher.ts";

const { pattern } = fc.letrec<{ pattern: string; sequence: string; term: string; atom: string }>((tie) => ({
  pattern: fc.array(tie("sequence"), { minLength: 1, maxLength: 3 }).map((choices) => choices.join("|")),
  sequence: fc.array(tie("term"), { maxLength: 4 }).map((terms) => terms.join("")),
  term: fc.oneof(
    { maxDepth: 4, depthIdentifier: "term" },
    tie("atom"),
    fc.constantFrom("^", "$", "\\b"),
    fc
      .tuple(
        tie("atom"),
        fc.constantFrom("*", "+", "?", "{2}", "{0,2}", "{1,3}", "{2,}"),
        fc.constantFrom("", "?"),
      )
      .map((parts) => parts.join("")),
    tie("pattern").map((inner) => `(?=${inner})`),
    tie("pattern").map((inner) => `(?!${inner})`),
  ),
  atom: fc.oneof(
    { maxDepth: 4, depthIdentifier: "term" },
    fc.constantFrom("a", "b", ".", "[ab]", "[^b]", "\\s"),
    tie("pattern").map((inner) => `(?:${inner})`),
  ),
}));
const part = fc.stringMatching(/^[ab ]{0,4}$/);

test("a proven pattern takes a limited number of attempts for each character", { timeout: 120_000 }, () => {
  const numRuns = randomRuns({ short: 500, long: 2_000 });
  const verdicts = { native: 0, other: 0 };
  fc.assert(
    fc.property(
      fc.boolean(),
      pattern,
      fc.array(fc.tuple(part, part, part), { minLength: 3, maxLength: 3 }),
      (isAnchored, text, strings) => {
        const expression = isAnchored ? `^(?:${text})` : text;
        if (findMatcher(expression) !== "native") {
          verdicts.other++;
          return;
        }
        verdicts.native++;
        for (const [start, pump, end] of strings) {
          // The counting matcher recurses for each character, so longer strings would overflow the stack.
          const value = `${start}${pump.repeat(60)}${end}`;
          const maxCount = 128 * (value.length + 1) + 4_000;
          const { found, count } = countAttempts(expression, value, maxCount);
          expect(count).toBeLessThan(maxCount);
          expect(found).toBe(new RegExp(expression, "u").test(value));
        }
      },
    ),
    { numRuns },
  );
  expect(verdicts.native, "the test is about these").toBeGreaterThan(numRuns / 10);
  expect(verdicts.other).toBeGreaterThan(numRuns / 10);
});

function findMatcher(text: string): string | undefined {
  try {
    return resolvePattern(text).matcher;
  } catch {
    return undefined;
  }
}
