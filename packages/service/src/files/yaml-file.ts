import type { Schema } from "../validation/index.ts";
import { maxProblems, UnusableFileError } from "./file-error.ts";
import { YamlDocument } from "./yaml-document.ts";
import { describeIssue } from "./yaml-issue.ts";

interface YamlFile<Content> {
  readonly content: Content;
  /** Finds the line where a value begins, counted from 1. */
  lineOf(path: readonly PropertyKey[]): number;
}

/**
 * Parses the text of a YAML file and checks it against a schema.
 *
 * @param path - the file's path, for messages
 * @param schema - the message of each issue says what is allowed, after "it": `must be a whole number`
 * @throws UnusableFileError with the problems of the file
 */
export function parseYamlFile<Content>(
  text: string,
  path: string,
  schema: Schema<Content>,
): YamlFile<Content> {
  const document = new YamlDocument(text, path);
  const { value, issues } = schema.validate(document.value);
  if (issues !== undefined) {
    // One more than are listed, so that the error says that there are more.
    const listed = issues.slice(0, maxProblems + 1);
    throw UnusableFileError.ofProblems(
      path,
      listed.flatMap((issue) => describeIssue(issue, document)),
    );
  }
  return { content: value, lineOf: (place) => document.lineOf(place) };
}
