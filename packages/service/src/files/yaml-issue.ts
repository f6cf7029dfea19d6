import { type Document, isAlias, isCollection, isMap, isNode, isScalar, type Node } from "yaml";
import type { z } from "zod";
import type { LineProblem } from "./file-error.ts";

/** Describes a schema issue: what the document has, where, and what is allowed. */
export function describeIssue(
  issue: z.core.$ZodIssue,
  document: Document,
  lineOf: (offset: number) => number,
): LineProblem[] {
  const node = nodeAt(document, issue.path);
  const isWhole = issue.path.length === 0;
  const place = isWhole ? "the file" : formatPath(issue.path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      line: lineOf(offsetOfKey(node, key)),
      message: `${place} has the unknown key ${JSON.stringify(key)}. Remove it, or correct its spelling.`,
    }));
  }
  const found = node === undefined ? (isWhole ? "is empty" : "is missing") : describeValue(node, document);
  const offset = (node ?? nodeAt(document, issue.path.slice(0, -1)))?.range?.[0] ?? 0;
  const fix = node === undefined ? "Add it" : "Correct it";
  return [{ line: lineOf(offset), message: `${place} ${found}; it ${issue.message}. ${fix}.` }];
}

/**
 * Creates the error map of a schema's map, for a value that is not a map or lacks a key. {@link describeIssue} describes
 * unknown keys itself, because it knows their line.
 *
 * @param rule - what is allowed, after "it": `must have the key associations`
 */
export function describeMapRule(rule: string): (issue: { code?: string }) => string | undefined {
  return ({ code }) => (code === "unrecognized_keys" ? undefined : rule);
}

/**
 * Finds the node at a path of a document. Aliases are resolved.
 *
 * @returns undefined if there is no node
 */
export function nodeAt(document: Document, path: readonly PropertyKey[]): Node | undefined {
  let node: unknown = document.contents;
  for (const part of path) {
    const collection = isAlias(node) ? node.resolve(document) : node;
    node = isCollection(collection) ? collection.get(part, true) : undefined;
  }
  return isNode(node) ? node : undefined;
}

/** Formats a value's path in a file: `associations[1].roleArn`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`,
    )
    .join("");
}

function offsetOfKey(node: Node | undefined, name: string): number {
  const key = isMap(node)
    ? node.items.find(({ key }) => isScalar(key) && String(key.value) === name)?.key
    : undefined;
  return (isNode(key) ? key : node)?.range?.[0] ?? 0;
}

function describeValue(node: Node, document: Document): string {
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
