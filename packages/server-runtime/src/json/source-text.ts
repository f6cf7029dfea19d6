/**
 * The source-text methods of `JSON`, which TypeScript's library doesn't declare yet.
 *
 * @see https://github.com/tc39/proposal-json-parse-with-source
 */
interface SourceTextJson {
  parse(text: string, reviver: Reviver): unknown;
  rawJSON?(text: string): RawJson;
}

/** Replaces a parsed value. `context.source` is the text of a primitive, if the runtime supports it. */
export type Reviver = (name: string, value: unknown, context?: { readonly source?: string }) => unknown;

/** A JSON primitive as text. `JSON.stringify` writes the text unchanged. */
export interface RawJson {
  /** The text. */
  readonly rawJSON: string;
}

const json: SourceTextJson = JSON;

/** Parses JSON with a reviver that gets the source text of primitives. */
export function parseWithSource(text: string, reviver: Reviver): unknown {
  return json.parse(text, reviver);
}

/**
 * Creates a number that `JSON.stringify` writes as the given text.
 *
 * @throws TypeError if the runtime lacks `JSON.rawJSON`
 */
export function createRawNumber(text: string): RawJson {
  if (json.rawJSON === undefined) {
    throw new TypeError("A number beyond a double needs a runtime that has JSON.rawJSON");
  }
  return json.rawJSON(text);
}
