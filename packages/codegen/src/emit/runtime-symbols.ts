import type { TimestampFormat, Type } from "../model/types.ts";

/**
 * The runtime's names for converting values: `readString` reads it from JSON, `writeString` writes it, `textToString`
 * and `stringToText` do the same where it is text. Each name is made of the kind of value in it.
 */

/** The kind of a simple value in a JSON document, as the runtime's functions have it in their names. */
export function documentKind(type: Type): string {
  switch (type.kind) {
    case "timestamp":
      return timestampKind(type.format ?? "epoch-seconds");
    case "number":
      return capitalize(type.size);
    case "enum":
      return "String";
    case "intEnum":
      return "Integer";
    default:
      return capitalize(type.kind);
  }
}

/**
 * The kind of a simple value in a header, a label or the query.
 *
 * @param defaultFormat - of timestamps at this place
 * @returns `undefined` for plain strings, which need no conversion on the way in
 */
export function textKind(type: Type, defaultFormat: TimestampFormat): string | undefined {
  switch (type.kind) {
    case "timestamp":
      return timestampKind(type.format ?? defaultFormat);
    case "string":
      return type.mediaType === undefined ? undefined : "MediaTypeString";
    case "enum":
      return undefined;
    default:
      return documentKind(type);
  }
}

function timestampKind(format: TimestampFormat): string {
  return { "date-time": "DateTime", "epoch-seconds": "EpochSeconds", "http-date": "HttpDate" }[format];
}

/** `bigInteger` becomes `BigInteger`. */
function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `BigInteger` becomes `bigInteger`. */
export function uncapitalize(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
