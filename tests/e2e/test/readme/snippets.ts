import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";

/** A fenced block of a Markdown file. */
export interface Snippet {
  /** The word after the fence: `ts`. */
  readonly language: string;
  readonly code: string;
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
  let open: { language: string; line: number } | undefined;
  lines.forEach((line, index) => {
    const fence = /^```(\w*)/.exec(line);
    if (open !== undefined && fence) {
      const code = lines.slice(open.line - 1, index).join("\n");
      snippets.push({ ...open, code });
      open = undefined;
    } else if (fence) {
      open = { language: fence[1] ?? "", line: index + 2 };
    }
  });
  return snippets;
}
