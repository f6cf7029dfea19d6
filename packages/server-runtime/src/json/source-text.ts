/**
 * What TypeScript's library doesn't declare yet: JSON numbers as text, in both directions.
 *
 * @see https://github.com/tc39/proposal-json-parse-with-source
 */
interface SourceTextJson {
  parse(text: string, reviver: Reviver): unknown;
  rawJSON?(text: string): RawJson;
}

/** Replaces a parsed value; `context.source` is the text of a primitive, where the runtime has it. */
export type Reviver = (name: string, value: unknown, context?: { readonly source?: string }) => unknown;

/** A JSON primitive as text, which `JSON.stringify` writes as it is. */
export interface RawJson {
  /** The text. */
  readonly rawJSON: string;
}

const json: SourceTextJson = JSON;

/** `JSON.parse` with a reviver that gets the source text of primitives. */
export function parseWithSource(text: string, reviver: Reviver): unknown {
  return json.parse(text, reviver);
}

/**
 * Makes `JSON.stringify` write a number just so.
 *
 * @throws TypeError where the runtime lacks `JSON.rawJSON`
 */
export function createRawNumber(text: string): RawJson {
  if (json.rawJSON === undefined) {
    throw new TypeError("A number beyond a double needs a runtime that has JSON.rawJSON");
  }
  return json.rawJSON(text);
}
