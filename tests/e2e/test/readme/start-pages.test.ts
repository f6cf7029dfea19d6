import { globSync } from "node:fs";
import { root } from "@eks-auth/test-kit/repository";
import { readSnippets, type Snippet } from "@eks-auth/test-kit/snippets";
import { walks } from "@eks-auth/test-kit/walks";
import { expect, test } from "vitest";

/** The pages whose snippets a test runs. */
const tested = ["README.md", "docs/kubernetes.md", "docs/regenerating.md"];
/** The commands that tests run, of which other pages have no snippet. */
const commands = [
  // readme.test.ts starts the API of its examples so.
  "npm ci && npm start -- --directory ./eks",
  // tests/evolution
  "npm run generate",
  // tests/browser
  "npm run docs",
];
const join = (snippets: readonly Snippet[]): string => `\n${snippets.map(({ code }) => code).join("\n")}\n`;
/** Walks follow these: `npm run test:walks`. */
const followed = Object.values(walks).map(({ page, headings }) =>
  join(readSnippets(page).filter(({ heading }) => headings.includes(heading))),
);
const sources = [
  ...commands.map((command) => `\n${command}\n`),
  ...tested.map((page) => join(readSnippets(page))),
  ...followed,
];

test.each(globSync("docs/start/*.md", { cwd: root }))(
  "each snippet of %s is on a page that a test follows, with the same lines in the same order",
  (page) => {
    const snippets = readSnippets(page);
    expect(snippets).not.toEqual([]);
    const isTested = ({ code }: Snippet): boolean =>
      sources.some((source) => source.includes(`\n${code.replaceAll(/ +#.*/g, "")}\n`));
    expect(snippets.filter((snippet) => !isTested(snippet))).toEqual([]);
  },
);
