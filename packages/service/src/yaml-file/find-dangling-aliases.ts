import { type Document, visit } from "yaml";
import type { FileProblem } from "./unusable-file-error.ts";

/** Finds the aliases of a document that no anchor stands before: texts that begin with `*`, more often than not. */
export function findDanglingAliases(document: Document, lineOf: (offset: number) => number): FileProblem[] {
  const anchors = new Set<string>();
  const problems: FileProblem[] = [];
  visit(document, {
    Alias(_key, { source, range }) {
      if (!anchors.has(source)) {
        problems.push({
          line: lineOf(range?.[0] ?? 0),
          message: `*${source} is an alias of nothing. If it is a text, put it in quotes: "*${source}"; else set its anchor &${source} before it.`,
        });
      }
    },
    Value(_key, { anchor }) {
      if (anchor !== undefined) {
        anchors.add(anchor);
      }
    },
  });
  return problems;
}
