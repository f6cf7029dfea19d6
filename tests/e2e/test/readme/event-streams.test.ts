import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { readSnippets } from "@eks-auth/test-kit/snippets";
import { expect, test } from "vitest";

const folder = join(root, "tests/zoo/models/event-streams");
const sources = {
  smithy: readFileSync(join(folder, "main.smithy"), "utf8"),
  ts: readFileSync(join(folder, "event-streams.test.ts"), "utf8"),
};
const snippets = readSnippets("docs/event-streams.md");

test.each(snippets)(
  "docs/event-streams.md, line $line: the catalogue of models has the code",
  ({ language, code }) => {
    const source = sources[language as keyof typeof sources];
    // Blank lines separate pieces of the source.
    const pieces = language === "ts" ? [code] : code.split(/\n\n(?=\S)/);
    expect(pieces.filter((piece) => !source.includes(piece))).toEqual([]);
  },
);

test("docs/event-streams.md has a model and an implementation", () => {
  expect(snippets.map(({ language }) => language)).toEqual(["smithy", "ts", "ts"]);
});
