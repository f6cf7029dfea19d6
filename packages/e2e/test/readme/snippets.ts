import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The root of the repository, with a slash at the end. */
export const root: string = fileURLToPath(new URL("../../../..", import.meta.url));

/** A fenced block of a Markdown file. */
export interface Snippet {
  /** The word behind the fence, `ts`. */
  readonly language: string;
  readonly code: string;
  /** The line that its code starts on, counted from 1. */
  readonly line: number;
}

/**
 * Reads the fenced blocks of a Markdown file.
 *
 * @param path - from the root of the repository
 */
export function readSnippets(path: string): Snippet[] {
  const lines = readFileSync(`${root}${path}`, "utf8").split("\n");
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
