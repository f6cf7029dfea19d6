import { UnsupportedExpressionError } from "./syntax.ts";

/** A token of a JMESPath expression. */
export type Token =
  | { readonly kind: "identifier"; readonly name: string }
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "symbol"; readonly text: string };

/** The longest come first. */
const symbols =
  /(?<symbol>&&|\|\||==|!=|<=|>=|\[\?|\[\]|[[\](){}.,:*@|!<>&])/.source +
  /|(?<name>[A-Za-z_]\w*)|(?<quoted>"(?:[^"\\]|\\.)*")|(?<number>-?\d+)/.source +
  /|'(?<raw>(?:[^'\\]|\\.)*)'|`(?<json>(?:[^`\\]|\\.)*)`|(?<space>[ \t\r\n]+)/.source;

/**
 * Splits an expression into tokens.
 *
 * @throws UnsupportedExpressionError if it has a character that no token starts with, or a literal that is a list or an object
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const expression = new RegExp(symbols, "y");
  while (expression.lastIndex < text.length) {
    const start = expression.lastIndex;
    const groups = expression.exec(text)?.groups;
    if (groups === undefined) {
      throw new UnsupportedExpressionError(`it has an unexpected ${text[start]}`);
    }
    const { symbol, name, quoted, number, raw, json, space } = groups;
    if (symbol !== undefined) {
      tokens.push({ kind: "symbol", text: symbol });
    } else if (name !== undefined || quoted !== undefined) {
      tokens.push({ kind: "identifier", name: name ?? JSON.parse(quoted ?? "") });
    } else if (number !== undefined) {
      tokens.push({ kind: "number", value: Number(number) });
    } else if (raw !== undefined) {
      tokens.push({ kind: "literal", value: raw.replaceAll("\\'", "'") });
    } else if (space === undefined) {
      tokens.push({ kind: "literal", value: parseLiteral(json ?? "") });
    }
  }
  return tokens;
}

function parseLiteral(text: string): string | number | boolean | null {
  const value: unknown = parseJson(text.replaceAll("\\`", "`").trim());
  if (
    value === null ||
    typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "boolean"
  ) {
    return value;
  }
  throw new UnsupportedExpressionError("it has a literal that is a list or an object");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Models of Smithy 1.0 have strings without quotes in backticks.
    return text;
  }
}
