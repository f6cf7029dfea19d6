import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
} from "yaml";
import type { z } from "zod";
import { partitionOf } from "../../aws/partition.ts";
import type { ClusterIdentity } from "../../cluster/cluster.ts";
import { AssociationFileError, type FileProblem } from "./association-file-error.ts";
import { createFileSchema, type FileEntry } from "./file-schema.ts";

/**
 * Reads the text of a file of associations, and checks all of it.
 *
 * @param path - the file's name, for messages
 * @throws AssociationFileError with every problem of the file
 */
export function parseAssociationFile(
  text: string,
  path: string,
  cluster: ClusterIdentity,
): readonly FileEntry[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error" });
  const lineOf = (offset: number) => lines.linePos(offset).line;
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ code, message, pos: [offset] }) => ({
      line: lineOf(offset),
      message:
        code === "MULTIPLE_DOCS"
          ? "a second YAML document begins; a file has one. Remove it."
          : `this is not YAML: ${message.replace(/\.$/, "")}. Correct it.`,
    }));
    throw AssociationFileError.ofProblems(path, problems);
  }
  const value = toJs(document, path);
  const content = createFileSchema(partitionOf(cluster.region)).safeParse(value);
  if (!content.success) {
    const problems = content.error.issues.flatMap((issue) => explain(issue, document, lineOf));
    throw AssociationFileError.ofProblems(path, problems);
  }
  const lineOfEntry = (index: number) => lineOf(nodeAt(document, ["associations", index])?.range?.[0] ?? 0);
  const repeated = findRepeated(content.data.associations, lineOfEntry);
  if (repeated.length > 0) {
    throw AssociationFileError.ofProblems(path, repeated);
  }
  return content.data.associations;
}

/** Aliases are resolved here: one may lead nowhere, or to so much that the library gives up. */
function toJs(document: Document, path: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw AssociationFileError.ofProblems(path, [
      { line: 1, message: `an alias can't be resolved: ${reason}. Write the value out in its place.` },
    ]);
  }
}

function explain(
  issue: z.core.$ZodIssue,
  document: Document,
  lineOf: (offset: number) => number,
): FileProblem[] {
  const node = nodeAt(document, issue.path);
  const isWhole = issue.path.length === 0;
  const place = isWhole ? "the file" : writePath(issue.path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      line: lineOf(offsetOfKey(node, key)),
      message: `${place} has the key ${JSON.stringify(key)}, which is not known. Remove it, or correct its spelling.`,
    }));
  }
  const found = node === undefined ? (isWhole ? "is empty" : "is missing") : describe(node, document);
  const offset = (node ?? nodeAt(document, issue.path.slice(0, -1)))?.range?.[0] ?? 0;
  const remedy = node === undefined ? "Add it" : "Correct it";
  return [{ line: lineOf(offset), message: `${place} ${found}; it ${issue.message}. ${remedy}.` }];
}

function findRepeated(entries: readonly FileEntry[], lineOfEntry: (index: number) => number): FileProblem[] {
  const first = new Map<string, number>();
  return entries.flatMap(({ namespace, serviceAccount }, index) => {
    const name = `${namespace}/${serviceAccount}`;
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, index);
      return [];
    }
    const message = `${writePath(["associations", index])} is for ${name}, as the one at line ${lineOfEntry(earlier)} is; a service account has one role. Remove one of the two.`;
    return [{ line: lineOfEntry(index), message }];
  });
}

function nodeAt(document: Document, path: readonly PropertyKey[]): Node | undefined {
  let node: unknown = document.contents;
  for (const part of path) {
    const collection = isAlias(node) ? node.resolve(document) : node;
    node = isCollection(collection) ? collection.get(part, true) : undefined;
  }
  return isNode(node) ? node : undefined;
}

function offsetOfKey(node: Node | undefined, name: string): number {
  const key = isMap(node)
    ? node.items.find(({ key }) => isScalar(key) && String(key.value) === name)?.key
    : undefined;
  return (isNode(key) ? key : node)?.range?.[0] ?? 0;
}

/** `associations[1].roleArn` */
function writePath(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`,
    )
    .join("");
}

function describe(node: Node, document: Document): string {
  const value: unknown = node.toJS(document);
  if (value === null) {
    return "is empty";
  }
  if (typeof value === "object") {
    return Array.isArray(value) ? "is a list" : "is a map";
  }
  if (typeof value !== "string") {
    return `is the ${typeof value} ${value}`;
  }
  const text = JSON.stringify(value);
  return `is ${text.length > 100 ? `${text.slice(0, 100)}...` : text}`;
}
