import { type Document, LineCounter, parseDocument, type YAMLError } from "yaml";
import type { z } from "zod";
import { explainIssue } from "./explain-issue.ts";
import { findDanglingAliases } from "./find-dangling-aliases.ts";
import { nodeAt } from "./node-at.ts";
import { readPlainYaml } from "./read-plain-yaml.ts";
import { UnusableFileError } from "./unusable-file-error.ts";

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
 * @throws UnusableFileError with every problem of the file
 */
export function parseYamlFile<Content>(
  text: string,
  path: string,
  schema: z.ZodType<Content>,
): YamlFile<Content> {
  const plain = readPlainYaml(text);
  const result = plain && schema.safeParse(plain.value);
  if (result?.success) {
    let withPlaces: YamlFile<Content> | undefined;
    return {
      content: result.data,
      lineOf(place) {
        withPlaces ??= parseWithPlaces(text, path, schema);
        return withPlaces.lineOf(place);
      },
    };
  }
  return parseWithPlaces(text, path, schema);
}

/** Only a file that something is wrong with needs the places of its values. */
function parseWithPlaces<Content>(text: string, path: string, schema: z.ZodType<Content>): YamlFile<Content> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error" });
  const lineOf = (offset: number): number => lines.linePos(offset).line;
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      line: lineOf(error.pos[0]),
      message: explainSyntax(error),
    }));
    throw UnusableFileError.ofProblems(path, problems);
  }
  const result = schema.safeParse(toJs(document, path, lineOf));
  if (!result.success) {
    const problems = result.error.issues.flatMap((issue) => explainIssue(issue, document, lineOf));
    throw UnusableFileError.ofProblems(path, problems);
  }
  return {
    content: result.data,
    lineOf: (place) => lineOf(nodeAt(document, place)?.range?.[0] ?? 0),
  };
}

function explainSyntax({ code, message }: YAMLError): string {
  if (code === "MULTIPLE_DOCS") {
    return "a second YAML document begins; a file has one. Remove it.";
  }
  return code === "BAD_ALIAS"
    ? 'an alias begins with "*" here. If it is a text, put it in quotes; else give the alias a name.'
    : `this is not YAML: ${message.replace(/\.$/, "")}. Correct it.`;
}

/** Aliases are resolved here: one may lead nowhere, or to so much that the library gives up. */
function toJs(document: Document, path: string, lineOf: (offset: number) => number): unknown {
  try {
    return document.toJS();
  } catch (error) {
    const dangling = findDanglingAliases(document, lineOf);
    if (dangling.length > 0) {
      throw UnusableFileError.ofProblems(path, dangling);
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw UnusableFileError.ofProblems(path, [
      { line: 1, message: `an alias can't be resolved: ${reason}. Write the value out in its place.` },
    ]);
  }
}
