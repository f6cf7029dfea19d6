import { runInNewContext } from "node:vm";
import { prepareOrSkip } from "@eks-auth/test-kit/skip-if-unavailable";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { parseJava } from "../../../src/pattern/java/parser.ts";
import { UntranslatableError } from "../../../src/pattern/java/syntax.ts";
import { translateJava } from "../../../src/pattern/java/translate.ts";
import { javaPattern, properties, translated } from "./java-patterns.ts";
import { JavaRegex } from "./java-regex.ts";
import { stringsOf } from "./strings-of.ts";

// The tests are skipped if Java is missing.
const java = await prepareOrSkip("translations of Java's patterns", () => JavaRegex.open());
afterAll(() => java?.close());

/** Blocks whose properties have been the same in all versions of Unicode since that of Java 17. */
const blocks = [
  [0, 0x24f],
  [0x370, 0x52f],
  [0x5d0, 0x5ff],
  [0x660, 0x669],
  [0x1680, 0x169f],
  [0x1800, 0x180e],
  [0x2000, 0x209f],
  [0x2150, 0x2188],
  [0x3000, 0x30ff],
  [0x4e00, 0x4e10],
  [0xd7f0, 0xe010],
  [0xfdd0, 0xfdef],
  [0xff00, 0xffff],
  [0x10300, 0x1031f],
  [0x10400, 0x1044f],
  [0x1d400, 0x1d454],
  [0x1f600, 0x1f64f],
];

describe.skipIf(java === undefined)("a translation matches what Java matches:", () => {
  test.each(translated)("%s", { timeout: 60_000 }, async (pattern) => {
    const expression = new RegExp(translateJava(pattern), "u");
    const strings = fc.array(stringsOf(parseJava(pattern)), { minLength: 50, maxLength: 50 });
    await fc.assert(
      fc.asyncProperty(strings, async (texts) => {
        await compare(pattern, expression, ["", ...texts]);
      }),
      { numRuns: 20 },
    );
  });

  test.each(properties)("\\p{%s}, for all code points of stable blocks", async (name) => {
    const points = blocks.flatMap(([first = 0, last = 0]) =>
      Array.from({ length: last - first + 1 }, (_, index) => first + index),
    );
    const texts = points.map((point) => String.fromCodePoint(point));
    const pattern = `^\\p{${name}}\\z`;
    const results = await compare(pattern, new RegExp(translateJava(pattern), "u"), texts);
    expect(results).toMatch(/1.*0|0.*1|^[1?]+$/);
  });

  test("random patterns", { timeout: 300_000 }, async () => {
    const counts = { translated: 0, refused: 0, found: 0, missing: 0 };
    await fc.assert(
      fc.asyncProperty(javaPattern, fc.infiniteStream(fc.nat()), async (pattern, seeds) => {
        const expression = translate(pattern);
        if (expression === undefined || (await java?.find(pattern, [])) === undefined) {
          counts.refused++;
          return;
        }
        counts.translated++;
        const seed = seeds.next().value;
        const texts = fc.sample(stringsOf(parseJava(pattern)), { seed, numRuns: 20 });
        for (const result of await compare(pattern, expression, ["", ...texts])) {
          counts[result === "1" ? "found" : "missing"]++;
        }
      }),
      { numRuns: 4_000 },
    );
    expect(counts.translated, "the test is about these").toBeGreaterThan(1_000);
    expect(counts.found).toBeGreaterThan(5_000);
    expect(counts.missing).toBeGreaterThan(5_000);
  });
});

/** @returns what Java found, for each string */
async function compare(pattern: string, expression: RegExp, texts: readonly string[]): Promise<string> {
  const expected = (await java?.find(pattern, texts)) ?? "";
  expect(expected, `${pattern} is valid in Java`).toHaveLength(texts.length);
  // V8 can match within a surrogate pair if there are look-arounds, but ECMAScript has no position there.
  const hasLooks = /\(\?<?[=!]/.test(expression.source);
  const compared = texts.map((text) => !hasLooks || !/[\u{10000}-\u{10ffff}]/u.test(text));
  const found = findAll(expression, texts);
  const wrong = texts.filter(
    (_, index) =>
      compared[index] && expected[index] !== "?" && found !== undefined && expected[index] !== found[index],
  );
  expect(wrong, `${pattern} is translated as ${expression.source}`).toEqual([]);
  return expected;
}

/** @returns what JavaScript's engine found, for each string; `undefined` if it backtracks too much to tell */
function findAll(expression: RegExp, texts: readonly string[]): string[] | undefined {
  try {
    const search = `texts.map((text) => (expression.test(text) ? "1" : "0"))`;
    return runInNewContext(search, { expression, texts }, { timeout: 10_000 });
  } catch (error) {
    expect(error).toMatchObject({ code: "ERR_SCRIPT_EXECUTION_TIMEOUT" });
    return undefined;
  }
}

function translate(pattern: string): RegExp | undefined {
  try {
    return new RegExp(translateJava(pattern), "u");
  } catch (error) {
    if (!(error instanceof UntranslatableError)) {
      throw error;
    }
    return undefined;
  }
}
