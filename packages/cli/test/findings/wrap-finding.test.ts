import fc from "fast-check";
import { expect, test } from "vitest";
import { wrapFinding } from "../../src/findings/wrap-finding.ts";

test("lines fit, unless a word is longer, and all words stay in their order", () => {
  const word = fc.stringMatching(/^[a-z]{1,30}\.?$/);
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1 }),
      fc.nat(20),
      fc.integer({ min: 40, max: 120 }),
      (words, margin, width) => {
        const indentation = " ".repeat(margin);
        const lines = wrapFinding(words.join(" "), indentation, width).split("\n");
        expect(
          lines
            .map((line) => line.trim())
            .join(" ")
            .split(" "),
        ).toEqual(words);
        for (const [index, line] of lines.entries()) {
          const text = index === 0 ? indentation + line : line;
          expect(text.startsWith(indentation)).toBe(true);
          expect(text.length <= width || !text.trim().includes(" ")).toBe(true);
        }
      },
    ),
  );
});

test("a command at the end has its own line, and stays whole", () => {
  const command =
    "eks-auth association add --config FILE --cluster edge --namespace shop --role-arn ROLE_ARN";
  expect(wrapFinding(`The pod has none. Add one: ${command}`, "    ", 20)).toBe(
    `The pod has\n    none. Add one:\n    ${command}`,
  );
});
