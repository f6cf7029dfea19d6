import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";
import { readSnippets } from "@eks-auth/test-kit/snippets";
import { describe, expect, test } from "vitest";

const pages = [
  { page: "docs/event-streams.md", name: "event-streams", languages: ["smithy", "ts", "ts"] },
  { page: "docs/numbers.md", name: "numbers", languages: ["ts", "ts", "ts", "ts", "ts"] },
];

describe.each(pages)("$page", ({ page, name, languages }) => {
  const folder = join(root, "tests/zoo/models", name);
  const sources = {
    smithy: readFileSync(join(folder, "main.smithy"), "utf8"),
    ts: readFileSync(join(folder, `${name}.test.ts`), "utf8"),
  };
  const snippets = readSnippets(page);

  test.each(snippets)("line $line: the catalogue of models has the code", ({ language, code }) => {
    const source = sources[language as keyof typeof sources];
    // Blank lines separate pieces of the source.
    const pieces = language === "ts" ? [code] : code.split(/\n\n(?=\S)/);
    expect(pieces.filter((piece) => !source.includes(piece))).toEqual([]);
  });

  test("has a snippet for each step", () => {
    expect(snippets.map(({ language }) => language)).toEqual(languages);
  });
});
