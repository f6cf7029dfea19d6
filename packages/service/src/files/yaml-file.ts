import { readFile } from "node:fs/promises";
import { CORE_SCHEMA, load } from "js-yaml";
import { type Document, LineCounter, parseDocument, visit, type YAMLError } from "yaml";
import type { z } from "zod";
import { type LineProblem, UnusableFileError } from "./file-error.ts";
import { describeIssue, nodeAt } from "./yaml-issue.ts";

interface YamlFile<Content> {
  readonly content: Content;
  /** Finds the line where a value begins, counted from 1. */
  lineOf(path: readonly PropertyKey[]): number;
}

/**
 * Reads the text of a YAML file.
 *
 * @throws UnusableFileError if it cannot be read
 */
export async function readYamlText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw UnusableFileError.ofUnreadable(path, error);
  }
}

/**
 * Parses the text of a YAML file and checks it against a schema.
 *
 * @param path - the file's path, for messages
 * @param schema - the message of each issue says what is allowed, after "it": `must be a whole number`
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
    let withLines: YamlFile<Content> | undefined;
    return {
      content: result.data,
      lineOf(place) {
        withLines ??= parseWithLines(text, path, schema);
        return withLines.lineOf(place);
      },
    };
  }
  return parseWithLines(text, path, schema);
}

/** What starts an anchor, an alias, a tag or a directive. In a quoted text it can also be an ordinary character. */
const special = /(^|[\s,[{])[&*!]|^%/m;

/**
 * Reads YAML that has no anchors, aliases, tags or directives. It takes a fraction of the time and memory of a document
 * with line numbers. Without aliases a short file cannot expand to a large value.
 *
 * @returns undefined if the text has one of those, or is not YAML
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

/** Slower than {@link readPlainYaml}, so only for files that have problems or need line numbers. */
function parseWithLines<Content>(text: string, path: string, schema: z.ZodType<Content>): YamlFile<Content> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error" });
  const lineOf = (offset: number): number => lines.linePos(offset).line;
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      line: lineOf(error.pos[0]),
      message: describeSyntaxError(error),
    }));
    throw UnusableFileError.ofProblems(path, problems);
  }
  const result = schema.safeParse(toValue(document, path, lineOf));
  if (!result.success) {
    const problems = result.error.issues.flatMap((issue) => describeIssue(issue, document, lineOf));
    throw UnusableFileError.ofProblems(path, problems);
  }
  return {
    content: result.data,
    lineOf: (place) => lineOf(nodeAt(document, place)?.range?.[0] ?? 0),
  };
}

function describeSyntaxError({ code, message }: YAMLError): string {
  if (code === "MULTIPLE_DOCS") {
    return "a second YAML document begins here; only one is allowed. Remove it.";
  }
  return code === "BAD_ALIAS"
    ? 'an alias begins with "*" here. If it is a text, put it in quotes; otherwise give the alias a name.'
    : `this is not YAML: ${message.replace(/\.$/, "")}. Correct it.`;
}

/** Resolves aliases. One can have no anchor, or expand to so much that the library gives up. */
function toValue(document: Document, path: string, lineOf: (offset: number) => number): unknown {
  try {
    return document.toJS();
  } catch (error) {
    const dangling = findDanglingAliases(document, lineOf);
    if (dangling.length > 0) {
      throw UnusableFileError.ofProblems(path, dangling);
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw UnusableFileError.ofProblems(path, [
      { line: 1, message: `an alias can't be resolved: ${reason}. Replace it by its value.` },
    ]);
  }
}

/** Finds aliases that have no anchor before them. Most are texts that begin with `*`. */
function findDanglingAliases(document: Document, lineOf: (offset: number) => number): LineProblem[] {
  const anchors = new Set<string>();
  const problems: LineProblem[] = [];
  visit(document, {
    Alias(_key, { source, range }) {
      if (!anchors.has(source)) {
        problems.push({
          line: lineOf(range?.[0] ?? 0),
          message: `*${source} is an alias without an anchor. If it is a text, put it in quotes: "*${source}"; otherwise set the anchor &${source} before it.`,
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
