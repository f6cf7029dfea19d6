/** A JSON document of a stream of them. */
export interface JsonDocument {
  readonly value: unknown;
  /** The line where it begins, counted from 1. */
  readonly line: number;
}

/** A stream isn't made of JSON documents. */
export class JsonStreamError extends Error {
  override readonly name = "JsonStreamError";

  /** @param line - where it isn't, counted from 1 */
  constructor(line: number) {
    super(`line ${line} isn't JSON`);
  }
}

/**
 * Takes a stream of JSON objects and lists apart that were printed one after the other, as a shell loop does.
 *
 * @throws JsonStreamError where there is something else
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
  // A string may hold brackets: it is stepped over.
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
