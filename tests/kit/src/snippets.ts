import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./repository.ts";

/** A fenced block of a Markdown file. */
export interface Snippet {
  /** The word after the fence: `ts`. */
  readonly language: string;
  readonly code: string;
  /** The heading above it, without its number signs. Empty above the first one. */
  readonly heading: string;
  /** The number of its first line, counted from 1. */
  readonly line: number;
}

/**
 * Reads the fenced blocks of a Markdown file.
 *
 * @param path - from the root of the repository
 */
export function readSnippets(path: string): Snippet[] {
  const lines = readFileSync(join(root, path), "utf8").split("\n");
  const snippets: Snippet[] = [];
  let heading = "";
  let open: { language: string; heading: string; line: number } | undefined;
  lines.forEach((line, index) => {
    const fence = /^```(\w*)/.exec(line);
    if (open !== undefined && fence) {
      const code = lines.slice(open.line - 1, index).join("\n");
      snippets.push({ ...open, code });
      open = undefined;
    } else if (fence) {
      open = { language: fence[1] ?? "", heading, line: index + 2 };
    } else if (open === undefined && /^#+ /.test(line)) {
      heading = line.replace(/^#+ /, "");
    }
  });
  return snippets;
}
