import { globSync } from "node:fs";
import { root } from "@eks-auth/test-kit/repository";
import { readSnippets } from "@eks-auth/test-kit/snippets";
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
const linesOf = (page: string): string[] => readSnippets(page).flatMap(({ code }) => code.split("\n"));
/** Walks follow these: `npm run test:walks`. */
const followed = Object.values(walks).flatMap(({ page, headings }) =>
  readSnippets(page)
    .filter(({ heading }) => headings.includes(heading))
    .flatMap(({ code }) => code.split("\n")),
);
const known = new Set([...commands, ...tested.flatMap(linesOf), ...followed]);

test.each(globSync("docs/start/*.md", { cwd: root }))(
  "%s has only commands and code that a test runs",
  (page) => {
    expect(readSnippets(page)).not.toEqual([]);
    expect(linesOf(page).filter((line) => !known.has(line) && !known.has(line.replace(/ +#.*/, "")))).toEqual(
      [],
    );
  },
);
