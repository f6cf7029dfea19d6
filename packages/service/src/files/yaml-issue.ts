import type { Issue } from "../validation/index.ts";
import { type LineProblem, maxProblems } from "./file-error.ts";

/** A value that was checked, and the lines of its parts in a file. */
export interface CheckedValue {
  readonly value: unknown;
  /** The line where the value at a path begins, counted from 1. */
  lineOf(path: readonly PropertyKey[]): number;
  /** The line of a key of the map at a path. */
  lineOfKey(path: readonly PropertyKey[], key: string): number;
}

/** Describes a schema issue: what the value is, where, and what is allowed. */
export function describeIssue(issue: Issue, checked: CheckedValue): LineProblem[] {
  const { path } = issue;
  const isWhole = path.length === 0;
  const place = isWhole ? "the file" : formatPath(path);
  if (issue.unknownKeys !== undefined) {
    return issue.unknownKeys.slice(0, maxProblems + 1).map((key) => ({
      line: checked.lineOfKey(path, key),
      message: `${place} has the unknown key ${quote(key)}. Remove it, or correct its spelling.`,
    }));
  }
  const value = valueAt(checked.value, path);
  const isMissing = value === undefined;
  const found = isMissing ? (isWhole ? "is empty" : "is missing") : describeValue(value);
  const fix = isMissing ? "Add it" : "Correct it";
  return [{ line: checked.lineOf(path), message: `${place} ${found}; it ${issue.message}. ${fix}.` }];
}

/** Formats a value's path in a file: `associations[1].roleArn`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`,
    )
    .join("");
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = root;
  for (const part of path) {
    value =
      typeof value === "object" && value !== null && Object.hasOwn(value, part)
        ? (value as Record<PropertyKey, unknown>)[part]
        : undefined;
  }
  return value;
}

function describeValue(value: unknown): string {
  if (value === null) {
    return "is empty";
  }
  if (typeof value === "object") {
    return Array.isArray(value) ? "is a list" : "is a map";
  }
  return typeof value === "string" ? `is ${quote(value)}` : `is the ${typeof value} ${value}`;
}

/** Long texts are shortened. */
function quote(value: string): string {
  const text = JSON.stringify(value.slice(0, 100));
  return text.length > 100 ? `${text.slice(0, 100)}...` : text;
}
