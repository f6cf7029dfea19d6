import { type Document, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { explainIssue } from "./explain-issue.ts";
import { nodeAt } from "./node-at.ts";
import { YamlFileError } from "./yaml-file-error.ts";

/** A file that says what its schema asks for. */
export interface YamlFile<Content> {
  readonly content: Content;
  /** The line where a value begins, counted from 1. */
  lineOf(path: readonly PropertyKey[]): number;
}

/**
 * Reads the text of a YAML file, and checks all of it against a schema.
 *
 * @param path - the file's name, for messages
 * @param schema - the message of each of its issues says what is allowed, as the end of a sentence that says what
 *   stands there: `must be a whole number`
 * @throws YamlFileError with every problem of the file
 */
export function parseYamlFile<Content>(
  text: string,
  path: string,
  schema: z.ZodType<Content>,
): YamlFile<Content> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error" });
  const lineOf = (offset: number): number => lines.linePos(offset).line;
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ code, message, pos: [offset] }) => ({
      line: lineOf(offset),
      message:
        code === "MULTIPLE_DOCS"
          ? "a second YAML document begins; a file has one. Remove it."
          : `this is not YAML: ${message.replace(/\.$/, "")}. Correct it.`,
    }));
    throw YamlFileError.ofProblems(path, problems);
  }
  const result = schema.safeParse(toJs(document, path));
  if (!result.success) {
    const problems = result.error.issues.flatMap((issue) => explainIssue(issue, document, lineOf));
    throw YamlFileError.ofProblems(path, problems);
  }
  return {
    content: result.data,
    lineOf: (place) => lineOf(nodeAt(document, place)?.range?.[0] ?? 0),
  };
}

/** Aliases are resolved here: one may lead nowhere, or to so much that the library gives up. */
function toJs(document: Document, path: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw YamlFileError.ofProblems(path, [
      { line: 1, message: `an alias can't be resolved: ${reason}. Write the value out in its place.` },
    ]);
  }
}
