import { type Document, isAlias, isCollection, isMap, isNode, isScalar, type Node } from "yaml";
import type { z } from "zod";
import type { FileProblem } from "./file-error.ts";

/** Says what a schema found wrong in a document, and where it stands there. */
export function explainIssue(
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

function offsetOfKey(node: Node | undefined, name: string): number {
  const key = isMap(node)
    ? node.items.find(({ key }) => isScalar(key) && String(key.value) === name)?.key
    : undefined;
  return (isNode(key) ? key : node)?.range?.[0] ?? 0;
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

/**
 * Makes the message of a map that is none, or lacks a key. A key too many has a message of its own, made where the
 * key's place is known.
 *
 * @param rule - what is allowed: `must have the key associations`
 */
export function explainMap(rule: string): (issue: { code?: string }) => string | undefined {
  return ({ code }) => (code === "unrecognized_keys" ? undefined : rule);
}

/**
 * Finds the node at a place of a document, through aliases.
 *
 * @returns `undefined` where nothing stands there
 */
export function nodeAt(document: Document, path: readonly PropertyKey[]): Node | undefined {
  let node: unknown = document.contents;
  for (const part of path) {
    const collection = isAlias(node) ? node.resolve(document) : node;
    node = isCollection(collection) ? collection.get(part, true) : undefined;
  }
  return isNode(node) ? node : undefined;
}

/** Writes where a value stands in a file: `associations[1].roleArn`. */
export function writePath(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`,
    )
    .join("");
}
