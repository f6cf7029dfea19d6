import fc from "fast-check";
import { expect, test } from "vitest";
import { wrapHelpText } from "../../src/core/help-text.ts";

const text = `
Examples:
  eks-auth serve --config eks-auth.yaml --port 9000 | jq '.a  | .b'
      on another port, and with a pipe
  for id in $(list --name prod \\
      --query 'ids[]'); do
    describe --name prod --id "$id in quotes"
  done |
    eks-auth import

The first sentence. The second one goes
on in the next line.
`;

test("prose, commands and notes are wrapped at words, and commands stay complete", () => {
  expect(wrapHelpText(text, 40)).toBe(`
Examples:
  eks-auth serve \\
    --config eks-auth.yaml --port 9000 \\
    | jq '.a  | .b'
      on another port, and with a pipe
  for id in $(list --name prod \\
    --query 'ids[]'); do
    describe --name prod \\
      --id "$id in quotes"
  done | eks-auth import

The first sentence. The second one goes
on in the next line.
`);
});

test("a wide terminal has the paragraphs and the commands on one line", () => {
  expect(wrapHelpText(text, 200).split("\n")).toEqual([
    "",
    "Examples:",
    "  eks-auth serve --config eks-auth.yaml --port 9000 | jq '.a  | .b'",
    "      on another port, and with a pipe",
    "  for id in $(list --name prod --query 'ids[]'); do",
    `    describe --name prod --id "$id in quotes"`,
    "  done | eks-auth import",
    "",
    "The first sentence. The second one goes on in the next line.",
    "",
  ]);
});

test("no words are lost, and only single words are wider than the terminal", () => {
  const word = fc.stringMatching(/^[a-z-]{1,20}$/);
  const words = fc.array(word, { minLength: 1, maxLength: 20 });
  const indentation = fc.constantFrom("", "  ", "      ");
  fc.assert(
    fc.property(words, indentation, fc.integer({ min: 20, max: 120 }), (given, indent, width) => {
      const wrapped = wrapHelpText(indent + given.join(" "), width);
      expect(wrapped.replaceAll(" \\\n", "\n").trim().split(/\s+/)).toEqual(given);
      for (const line of wrapped.split("\n")) {
        // A group has an option, its value and the end.
        expect(line.length <= width || line.trim().split(" ").length <= 3).toBe(true);
      }
    }),
  );
});
