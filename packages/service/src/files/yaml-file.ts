import { readFile } from "node:fs/promises";
import { CORE_SCHEMA, load } from "js-yaml";
import { type Document, LineCounter, parseDocument, visit, type YAMLError } from "yaml";
import type { z } from "zod";
import { type FileProblem, UnusableFileError } from "./file-error.ts";
import { explainIssue, nodeAt } from "./yaml-issue.ts";

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

/** What begins an anchor, an alias, a tag or a directive; within a text it may be no more than a character. */
const special = /(^|[\s,[{])[&*!]|^%/m;

/**
 * Reads YAML that has no anchors, aliases, tags or directives, in a fraction of the time and the memory that a document
 * with the places of its values takes. Aliases also are what makes a short file large.
 *
 * @returns `undefined` where it has one of those, or isn't YAML
 */
export function readPlainYaml(text: string): { readonly value: unknown } | undefined {
  if (special.test(text)) {
    return undefined;
  }
  try {
    return { value: load(text, { schema: CORE_SCHEMA }) };
  } catch {
    return undefined;
  }
}

/**
 * Reads a YAML file's text.
 *
 * @throws UnusableFileError where it can't be read
 */
export async function readYamlText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw UnusableFileError.ofUnreadable(path, error);
  }
}

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
