import { globSync } from "node:fs";
import { posix } from "node:path";

/** A page of the site that is a file of the repository. */
export interface Page {
  /** The path of the file from the root of the repository: `packages/agent/README.md`. */
  readonly source: string;
  /** The path of the page from the root of the site: `packages/agent.md`. */
  readonly target: string;
}

/** The path of each kind of page on the site. */
const rules: readonly [pattern: string, target: (source: string) => string][] = [
  ["docs/*.md", (source) => source.slice("docs/".length)],
  ["docs/start/*.md", (source) => source.slice("docs/".length)],
  ["docs/gen/**/*.md", (source) => `model/${source.slice("docs/gen/".length)}`],
  ["packages/*/README.md", (source) => `packages/${nameOf(source)}.md`],
  ["eks-api/packages/*/README.md", (source) => `packages/eks-api-${nameOf(source)}.md`],
  ["examples/README.md", () => "examples.md"],
  ["{README,SECURITY,CONTRIBUTING}.md", (source) => source.toLowerCase()],
];

/**
 * Lists the pages of the site that are files of the repository.
 *
 * @param root - the absolute path of the repository
 */
export function listPages(root: string): Page[] {
  return rules.flatMap(([pattern, target]) =>
    globSync(pattern, { cwd: root })
      .toSorted()
      .map((source) => ({ source, target: target(source) })),
  );
}

function nameOf(readme: string): string {
  return posix.basename(posix.dirname(readme));
}
