import { CodedError } from "@eks-auth/server-runtime/coded-error";

/** One JSON document of a stream. */
export interface JsonDocument {
  readonly value: unknown;
  /** Its first line, counted from 1. */
  readonly line: number;
}

/** A stream contains something that is not JSON. */
export class JsonStreamError extends CodedError {
  static override readonly brand: string = "@eks-auth/cli/JsonStreamError";
  override readonly name = "JsonStreamError";
  readonly code = "json_invalid";

  /** @param line - the line of the error, counted from 1 */
  constructor(line: number) {
    super(`line ${line} is not JSON`);
  }
}

/**
 * Splits a stream of JSON objects and arrays that were printed one after another, as by a shell loop.
 *
 * @throws JsonStreamError if the stream contains something else
 */
export function splitJson(text: string): JsonDocument[] {
  const documents: JsonDocument[] = [];
  let depth = 0;
  let at = 0;
  let line = 1;
  const goTo = (end: number): void => {
    line += text.slice(at, end).split("\n").length - 1;
    at = end;
  };
  const goToNext = (): boolean => {
    const space = /\S/.exec(text.slice(at))?.index;
    goTo(space === undefined ? text.length : at + space);
    return space !== undefined;
  };
  // Strings are matched whole, so that the brackets in them do not count.
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (/[[{]/.test(token[0] ?? "")) {
      depth++;
    } else if (/[\]}]/.test(token[0] ?? "")) {
      depth--;
    }
    if (depth === 0) {
      goToNext();
      documents.push({ value: parse(text.slice(at, index + token.length), line), line });
      goTo(index + token.length);
    }
  }
  if (goToNext()) {
    throw new JsonStreamError(line);
  }
  return documents;
}

function parse(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new JsonStreamError(line);
  }
}
